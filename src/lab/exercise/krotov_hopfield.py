# Competing units (Krotov–Hopfield)
push = param(0.4, 0, 10)

for l in range(top):
    I = below[l] @ W[l].T  # how strongly each unit answers
    first = winner(I)  # 1 for the strongest, 0 for others
    rest = I - 1e9 * first  # the winner is out of it
    # Who is pushed away? 1 for that unit, 0 for others:
    second = ___
    # How is each unit moved: towards the picture (above 0),
    # away from it (below 0), not at all (0)?
    g = ___
    R = g.T @ below[l] - sum(g * I, axis=0).T * W[l]
    dW[l] = R / (max(abs(R)) + 1e-30)

# The last layer reads, and learns by its error.
dW[top] = -outer(output_error(), below[top])
db[top] = -mean(output_error(), axis=0)
