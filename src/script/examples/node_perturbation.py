# Node perturbation
# Add noise to every unit; keep what helped.
sigma = param(0.1, 0.0001, 10)

xi = sigma * normal(z)
rise = losses_with_noise(xi) - losses

delta = rise * xi / sigma ** 2
dW = -outer(delta, below)
db = -mean(delta, axis=0)
