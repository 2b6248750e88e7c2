# Difference target propagation
# Layers are given activities to aim at, by inverses that learn.
step = param(0.1, 0.001, 10)
sigma = param(0.3, 0, 10)
rate = param(0.5, 0, 2)
B = feedback("layered", rate=rate)

# What a layer says: h, and at the top z.
said = h
said[top] = z[top]

goal = said
delta[top] = output_error()
goal[top] = z[top] - step * delta[top]
for l in reversed(range(top)):
    # The inverse's guess, corrected by what it misses anyway:
    now = f(said[l + 1] @ B[l + 1])
    goal[l] = h[l] + f(goal[l + 1] @ B[l + 1]) - now
    delta[l] = (h[l] - goal[l]) / step * f_prime(z[l])

dW = -outer(delta, below)
db = -mean(delta, axis=0)

# Inverses learn to guess what a layer was told, with noise:
for l in range(1, L):
    noise = sigma * normal(h[l - 1])
    says = z[l] + noise @ W[l].T
    if l < top:
        says = f(says)
    u = says @ B[l]
    miss = (h[l - 1] + noise - f(u)) * f_prime(u)
    size = sum(says ** 2) / n + 1e-30
    dB[l] = outer(says, miss) / size
