# Equilibrium propagation
beta = param(0.5, 0.001, 1)
dt = param(0.5, 0.01, 1)

dW = 0 * W
db = 0 * b
s = [0 * h[l] for l in range(top)]
for nudge in [0, beta, -beta]:
    # Free, then nudged towards the digit, then away from it:
    for i in range(10 if nudge else 20):
        heard = [z[0]]
        for l in range(1, top):
            heard.append(potential(l, s[l - 1]))
        for l in range(top - 1):
            heard[l] += s[l + 1] @ W[l + 1]
        miss = t - answer(top, s[top - 1])
        heard[top - 1] += nudge * miss @ W[top]
        s = s + dt * (f(heard) - s)
    if nudge == 0:
        free = s
    if nudge > 0:
        plus = s
        s = free
minus = s

for l in range(top):
    # What the layer hears from below, in the two states:
    pre_plus = plus[l - 1] if l > 0 else x
    pre_minus = minus[l - 1] if l > 0 else x
    # What does each synapse learn?
    dW[l] = ___
    # A bias hears a 1 in both:
    db[l] = mean(plus[l] - minus[l], axis=0) / (2 * beta)

# The last layer reads both states, and learns by its error.
for state in [plus[top - 1], minus[top - 1]]:
    miss = (t - answer(top, state)) / 2
    dW[top] += outer(miss, state)
    db[top] += mean(miss, axis=0)
