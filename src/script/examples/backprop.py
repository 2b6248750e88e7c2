# Backpropagation
# Errors come back through the weights above.

delta[top] = output_error()
for l in reversed(range(top)):
    delta[l] = delta[l + 1] @ W[l + 1] * f_prime(z[l])

dW = -outer(delta, below)
db = -mean(delta, axis=0)
