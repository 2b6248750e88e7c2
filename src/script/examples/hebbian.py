# Hebbian learning
# What fires together wires together.

y = h
y[top] = t
dW = outer(y, below)
db = mean(y, axis=0)

# Units compete: what all share is taken away.
dW -= mean(dW, axis=0)
db -= mean(db, axis=1)
