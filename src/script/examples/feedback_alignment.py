# Feedback alignment
# Errors come back through fixed random weights.
B = feedback("layered")

delta[top] = output_error()
for l in reversed(range(top)):
    delta[l] = delta[l + 1] @ B[l + 1] * f_prime(z[l])

dW = -outer(delta, below)
db = -mean(delta, axis=0)
