# Oja's rule
# Hebbian learning with weights that stay bounded.

y = h
y[top] = t
size = mean(y ** 2, axis=0)
dW = outer(y, below) - size.T * W
db = mean(y, axis=0) - size * b
