# Information alignment
# B learns to undo what W does to white noise.
rate = param(0.01, 0, 1)
alpha = param(1, 0, 10)
beta = param(0.5, 0, 10)
gamma = param(0, 0, 10)
B = feedback("layered", rate=rate)

delta[top] = output_error()
for l in reversed(range(top)):
    delta[l] = delta[l + 1] @ B[l + 1] * f_prime(z[l])

dW = -outer(delta, below)
db = -mean(delta, axis=0)

for l in range(1, L):
    white = normal(below[l])
    sums = white @ W[l].T
    rest = alpha * white - 2 * beta * sums @ B[l]
    dB[l] = outer(sums, rest) - 2 * gamma * B[l]
