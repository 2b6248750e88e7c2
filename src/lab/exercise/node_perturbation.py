# Node perturbation
sigma = param(0.1, 0.0001, 10)

xi = sigma * normal(z)  # noise for every unit
rise = losses_with_noise(xi) - losses

# What stands in for the error of each unit?
delta = ___

dW = -outer(delta, below)
db = -mean(delta, axis=0)
