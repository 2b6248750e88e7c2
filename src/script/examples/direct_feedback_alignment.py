# Direct feedback alignment
# The output's error goes to all layers at once.
B = feedback("direct")

e = output_error()
delta[top] = e
for l in range(top):
    delta[l] = e @ B[l + 1] * f_prime(z[l])

dW = -outer(delta, below)
db = -mean(delta, axis=0)
