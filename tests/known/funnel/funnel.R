# Between-agency variance and limits by root finding and plain sums: R 4, no package.
x <- c(12, 30, 45, 8, 60, 22, 90, 15, 33, 70, 5, 28)
n <- c(150, 200, 260, 120, 410, 300, 500, 140, 210, 380, 130, 190)
y <- asin(sqrt(x / n)); s2 <- 1 / (4 * n); I <- length(x)
Q <- function(t) { w <- 1 / (s2 + t); m <- sum(w * y) / sum(w); sum(w * (y - m)^2) }
root <- function(q) if (Q(0) <= q) 0 else uniroot(function(t) Q(t) - q, c(0, 1), tol = 1e-14)$root
t2 <- root(I - 1)
cat(sprintf("%.10f\n", c(t2, root(qchisq(.975, I - 1)), root(qchisq(.025, I - 1)), pchisq(Q(0), I - 1, lower.tail = FALSE))))
w <- 1 / (s2 + t2); m <- sum(w * y) / sum(w)
cat(sprintf("%.10f\n", c(sin(m)^2, sin(m + c(-1, 1) * qnorm(.975) / sqrt(sum(w)))^2)))
w <- 1 / s2; m0 <- sum(w * y) / sum(w); z <- (y - m0) / sqrt(s2)
q <- quantile(z, c(.1, .9)); z <- pmin(pmax(z, q[1]), q[2]); phi <- mean(z^2)
tw <- max(0, (I * phi - (I - 1)) / (sum(w) - sum(w^2) / sum(w)))
wt <- 1 / (s2 + tw); mw <- sum(wt * y) / sum(wt)
cat(sprintf("%.10f\n", c(tw, mw, (y[4] - mw) / sqrt(s2[4] + tw))))
B <- t2 / (t2 + s2[4]); w <- 1 / (s2 + t2); m <- sum(w * y) / sum(w)
cat(sprintf("%.10f\n", c(sin(m + B * (y[4] - m))^2)))
