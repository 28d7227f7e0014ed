# The corrected share as a stratified mean with finite population correction: R, package survey.
# 9,500 texts; the coder marked 1,140. Read: 200 of the marked (142 of the kind), 300 of the others (6).
library(survey)
read <- data.frame(label = rep(c("yes", "no"), c(200, 300)), size = rep(c(1140, 8360), c(200, 300)),
                   y = c(rep(1, 142), rep(0, 58), rep(1, 6), rep(0, 294)))
d <- svydesign(ids = ~1, strata = ~label, fpc = ~size, data = read)
m <- svymean(~y, d); print(c(coef(m), SE(m)), digits = 10)
read$error <- with(read, ifelse(label == "yes", 1 - y, -y))
d <- svydesign(ids = ~1, strata = ~label, fpc = ~size, data = read)
e <- svymean(~error, d); print(c(coef(e), SE(e)), digits = 10)
# Exact bounds of each stratum, drawn in for what was read, put together as squares.
W <- c(1140, 8360) / 9500; x <- c(142, 6); n <- c(200, 300); N <- c(1140, 8360)
ci <- mapply(function(x, n) binom.test(x, n)$conf.int, x, n)
f <- sqrt((N - n) / (N - 1))
print(c(sum(W * x / n) - sqrt(sum((W * (x / n - ci[1, ]) * f)^2)),
        sum(W * x / n) + sqrt(sum((W * (ci[2, ] - x / n) * f)^2))), digits = 10)
