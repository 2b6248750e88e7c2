# Difference target propagation
step = param(0.1, 0.001, 10)
sigma = param(0.3, 0, 10)
rate = param(0.5, 0, 2)
B = feedback("layered", rate=rate)

said = h  # what a layer says: h, and at the top z
said[top] = z[top]
goal = said
delta[top] = output_error()
goal[top] = z[top] - step * delta[top]

for l in reversed(range(top)):
    # What the inverse guesses of h[l], from what is and
    # from what should be said above:
    now = f(said[l + 1] @ B[l + 1])
    then = f(goal[l + 1] @ B[l + 1])
    # So what should h[l] be?
    goal[l] = ___
    delta[l] = (h[l] - goal[l]) / step * f_prime(z[l])

for l in range(L):
    # What brings W[l] nearer to its goal:
    dW[l] = ___
    db[l] = -mean(delta[l], axis=0)

for l in range(1, L):  # the inverses learn, with noise
    noise = sigma * normal(h[l - 1])
    says = z[l] + noise @ W[l].T
    if l < top:
        says = f(says)
    u = says @ B[l]
    miss = (h[l - 1] + noise - f(u)) * f_prime(u)
    size = sum(says ** 2) / n + 1e-30
    dB[l] = outer(says, miss) / size
