# Kolen–Pollack
# W and B move and shrink alike, and so they meet.
lam = param(0.1, 0, 10)
B = feedback("layered")

delta[top] = output_error()
for l in reversed(range(top)):
    delta[l] = delta[l + 1] @ B[l + 1] * f_prime(z[l])

dW = -outer(delta, below)
db = -mean(delta, axis=0)
dB = dW
decay = lam
