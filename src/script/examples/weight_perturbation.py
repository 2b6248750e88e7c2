# Weight perturbation
# Change all weights a little; keep what helped.
sigma = param(0.1, 0.0001, 10)

psi = sigma * normal(W)
phi = sigma * normal(b)
gain = loss - loss_with(W + psi, b + phi)

dW = gain * psi / sigma ** 2
db = gain * phi / sigma ** 2
