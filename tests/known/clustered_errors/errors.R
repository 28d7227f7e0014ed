# Standard errors with stops clustered by officer, from the packages clubSandwich, sandwich and
# survey, on counts.csv. Run as: Rscript errors.R
suppressMessages({library(clubSandwich); library(sandwich); library(survey)})
d <- read.csv("counts.csv")
d <- subset(d, stops > 0)
d$black <- as.integer(d$subject_race == "black")
r <- d[rep(seq_len(nrow(d)), d$stops), ]
r$y <- unlist(mapply(function(n, x) c(rep(1, x), rep(0, n - x)), d$stops, d$searches, SIMPLIFY = FALSE))
show <- function(name, value, se) cat(sprintf("%s,%.8f,%.8f\n", name, value, se))
cat("what,value,se\n")

crude <- lm(y ~ black, r)
show("difference CR3 officer", coef(crude)["black"],
     sqrt(vcovCR(crude, cluster = r$officer_id, type = "CR3")["black", "black"]))
show("difference CR3 day", coef(crude)["black"],
     sqrt(vcovCR(crude, cluster = r$stop_date, type = "CR3")["black", "black"]))
logit <- glm(y ~ black + factor(year), binomial, r)
show("logit CR3 officer", coef(logit)["black"],
     sqrt(vcovCR(logit, cluster = r$officer_id, type = "CR3")["black", "black"]))
logit1 <- vcovCL(logit, cluster = r$officer_id, type = "HC0", cadjust = TRUE)
show("logit CR1 officer", coef(logit)["black"], sqrt(logit1["black", "black"]))

# The delete-one-officer jackknife (JK1, around the mean of the replicates).
design <- as.svrepdesign(svydesign(ids = ~officer_id, data = r, weights = ~1), type = "JK1", mse = FALSE)
rep_se <- function(name, f) {
  found <- withReplicates(design, f)
  show(name, as.numeric(found), sqrt(as.numeric(attr(found, "var"))))
}
rate <- function(w, data, g) sum(w * data$y * (data$black == g)) / sum(w * (data$black == g))
rep_se("difference JK1 officer", function(w, data) rate(w, data, 1) - rate(w, data, 0))
rep_se("log ratio JK1 officer", function(w, data) log(rate(w, data, 1) / rate(w, data, 0)))
rep_se("log count ratio JK1 officer",
       function(w, data) log(sum(w * data$black) / sum(w * (1 - data$black))))
mh <- function(w, data) {
  part <- sapply(split(seq_along(w), data$year), function(i) {
    a <- sum(w[i] * data$y[i] * data$black[i]); n1 <- sum(w[i] * data$black[i])
    c <- sum(w[i] * data$y[i] * (1 - data$black[i])); n0 <- sum(w[i] * (1 - data$black[i]))
    c(a * n0, c * n1, n1 * n0) / (n1 + n0)
  })
  rowSums(part)
}
rep_se("Mantel-Haenszel log ratio JK1 officer", function(w, data) { s <- mh(w, data); log(s[1] / s[2]) })
rep_se("Mantel-Haenszel difference JK1 officer", function(w, data) { s <- mh(w, data); (s[1] - s[2]) / s[3] })
rep_se("black search rate JK1 officer", function(w, data) rate(w, data, 1))
