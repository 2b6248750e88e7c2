# Weight mirror
# B learns what a layer's answers to noise have in common with the noise.
rate = param(0.01, 0, 1)
lam = param(1, 0, 10)
B = feedback("layered", rate=rate)

delta[top] = output_error()
for l in reversed(range(top)):
    delta[l] = delta[l + 1] @ B[l + 1] * f_prime(z[l])

dW = -outer(delta, below)
db = -mean(delta, axis=0)

size = 0.05
for l in range(1, L):
    xi = size * uniform(below[l])
    y = answer(l, xi)
    y -= mean(y, axis=0)
    dB[l] = outer(y, xi) / (size ** 2 / 3) - lam * B[l]
