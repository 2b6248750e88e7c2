# Hebbian, backprop on top
# Features without an error, and a read-out that learns from it.

dW = outer(h, below)
db = mean(h, axis=0)
dW -= mean(dW, axis=0)
db -= mean(db, axis=1)

# The last layer is told what it got wrong.
delta[top] = output_error()
dW[top] = -outer(delta[top], below[top])
db[top] = -mean(delta[top], axis=0)
