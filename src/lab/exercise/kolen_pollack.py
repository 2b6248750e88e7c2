# Kolen–Pollack
lam = param(0.1, 0, 10)
B = feedback("layered")

delta[top] = output_error()
for l in reversed(range(top)):
    delta[l] = delta[l + 1] @ B[l + 1] * f_prime(z[l])

for l in range(L):
    # What W[l] moves by:
    dW[l] = ___
    db[l] = -mean(delta[l], axis=0)
    if l > 0:
        # And B[l], so that it becomes W[l]:
        dB[l] = ___

decay = lam  # W, b and B also shrink alike
