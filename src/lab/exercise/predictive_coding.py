# Predictive coding
beta = param(0.1, 0.001, 10)
dt = param(0.1, 0.001, 1)

v = z  # values: at first, what each layer is guessed to be
eps = 0 * z  # errors: value minus guess
eps[top] = beta * (t - y)  # at first, only the output's

seen = below
for i in range(20):
    for l in range(top):
        # Which way does the value of a unit move?
        move = ___
        v[l] = v[l] + dt * move
    for l in range(1, L):
        seen[l] = f(v[l - 1])
    for l in range(top):
        eps[l] = v[l] - potential(l, seen[l])
    eps[top] = beta * (t - answer(top, seen[top]))

for l in range(L):
    # All has settled. What does each synapse learn?
    dW[l] = ___
    db[l] = mean(eps[l], axis=0) / beta
