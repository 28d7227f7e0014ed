# Confidence sequences by brute force: the mixture is integrated numerically and inverted by root
# finding, without any closed form. Run with Rscript; its output is in mixtures.csv.
options(digits = 12)
share <- function(x, n, alpha) {
  far <- 8 * sqrt((x + 1) / n^2)
  excess <- function(p) log(integrate(function(q)
    exp(dbinom(x, n, q, log = TRUE) - dbinom(x, n, p, log = TRUE)), 0, 1,
    rel.tol = 1e-10, subdivisions = 2000)$value) - log(1 / alpha)
  c(if (x > 0) uniroot(excess, c(max(x / n / 1000, x / n - far), x / n), tol = 1e-12)$root else 0,
    if (x < n) uniroot(excess, c(max(x / n, 1e-9), min(1 - 1e-6, x / n + far)), tol = 1e-12)$root else 1)
}
rate <- function(x, t, alpha, scale) {
  far <- 8 * sqrt(x + 1) / t
  excess <- function(r) log(integrate(function(q)
    dexp(q, 1 / scale) * exp(dpois(x, q * t, log = TRUE) - dpois(x, r * t, log = TRUE)), 0, (x + 20 + 12 * sqrt(x + 1)) / t,
    rel.tol = 1e-10, subdivisions = 2000)$value) - log(1 / alpha)
  c(if (x > 0) uniroot(excess, c(max(x / t / 1000, x / t - far), x / t), tol = 1e-12)$root else 0,
    uniroot(excess, c(x / t + 1e-9, x / t + far), tol = 1e-12)$root)
}
normal <- function(V, rho, alpha) {
  # S ~ score; mixture over theta ~ N(0, 1/rho): integrate exp(theta S - theta^2 V / 2)
  excess <- function(s) log(integrate(function(th)
    dnorm(th, 0, 1 / sqrt(rho)) * exp(th * s - th^2 * V / 2), -Inf, Inf, rel.tol = 1e-10)$value) -
    log(1 / alpha)
  uniroot(excess, c(0, 10 * sqrt(V)), tol = 1e-12)$root / V
}
out <- rbind(
  data.frame(kind = "share", a = c(50, 3, 0, 400), b = c(1000, 40, 100, 900), alpha = .05, c = NA),
  data.frame(kind = "share", a = 50, b = 1000, alpha = .01, c = NA),
  data.frame(kind = "rate", a = c(50, 0, 7), b = c(10, 10, 3), alpha = .05, c = c(5, 5, .25)),
  data.frame(kind = "normal", a = c(100, 100, 25), b = c(12, 40, 3), alpha = c(.05, .05, .1), c = NA))
ends <- t(mapply(function(kind, a, b, alpha, c) switch(kind,
  share = share(a, b, alpha), rate = rate(a, b, alpha, c), normal = rep(normal(a, b, alpha), 2)),
  out$kind, out$a, out$b, out$alpha, out$c))
out$low <- signif(ends[, 1], 9); out$high <- signif(ends[, 2], 9)
write.csv(out, "mixtures.csv", row.names = FALSE)
