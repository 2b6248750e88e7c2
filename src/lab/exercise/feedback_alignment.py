# Feedback alignment
B = feedback("layered")

# Loss: the sum of (t - y) ** 2, y = 1/(1 + exp(-z))
# Its derivative with respect to z[top]:
e = ___

delta[top] = e
for l in reversed(range(top)):
    delta[l] = delta[l + 1] @ B[l + 1] * f_prime(z[l])

for l in range(L):
    # Down the slope, averaged over the batch:
    dW[l] = ___
    db[l] = -mean(delta[l], axis=0)
