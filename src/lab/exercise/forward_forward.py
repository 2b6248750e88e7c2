# Forward–forward
theta = param(1, 0, 10)
on = param(1, 0, 10)  # brightness of a label

place = eye(t.shape[1], x.shape[1])
blank = x * (1 - sum(place, axis=0))  # room for the label
wrong = winner(uniform(t) - 3 * t)  # another digit, drawn

dW = 0 * W
db = 0 * b
for right in [1, 0]:
    a = blank + on * (t if right else wrong) @ place
    for l in range(top):
        a = a / (sqrt(mean(a ** 2, axis=1)) + 1e-8)
        u = potential(l, a)
        s = f(u)
        G = sum(s ** 2, axis=1)  # goodness
        # How sure the layer is that the label is right, 0 to 1:
        p = (1 + tanh((G - theta * s.shape[1]) / 2)) / 2
        # Should it be more active (above 0) or less (below 0)?
        # right is 1 for right labels and 0 for wrong ones.
        more = ___
        # So each synapse learns, from what its unit hears, a:
        dW[l] += ___
        db[l] += mean(more * s * f_prime(u), axis=0)
        a = s

# The last layer reads pictures with the label left open.
a = blank + on / t.shape[1] * sum(place, axis=0)
for l in range(top):
    a = answer(l, a / (sqrt(mean(a ** 2, axis=1)) + 1e-8))
a = a / (sqrt(mean(a ** 2, axis=1)) + 1e-8)
miss = t - answer(top, a)
dW[top] = outer(miss, a)
db[top] = mean(miss, axis=0)
