# Weight perturbation
sigma = param(0.1, 0.0001, 10)

psi = sigma * normal(W)  # noise for all weights
phi = sigma * normal(b)  # noise for all biases

# How much better is the network with the noise?
gain = ___

dW = gain * psi / sigma ** 2
db = gain * phi / sigma ** 2
