# Hebbian learning
y = h
# Clamp: the top layer says what it should.
y[top] = ___

# What fires together wires together (batch mean):
dW = ___
db = mean(y, axis=0)

# Units compete: what all share is taken away.
dW -= mean(dW, axis=0)
db -= mean(db, axis=1)
