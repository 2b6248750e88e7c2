# Sign symmetry
# Only the signs of the weights are known on the way back.

delta[top] = output_error()
for l in reversed(range(top)):
    size = sqrt(2 / (W[l + 1].shape[0] + W[l + 1].shape[1]))
    delta[l] = delta[l + 1] @ (size * sign(W[l + 1])) * f_prime(z[l])

dW = -outer(delta, below)
db = -mean(delta, axis=0)
