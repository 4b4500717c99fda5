# SPDX-License-Identifier: AGPL-3.0-or-later
# Our intervals and tests against R's: what statistics_grid prints, with R's own prop.test, binom.test, fisher.test, qbeta,
# pbinom.  Rscript against_r.R PROGRAM
program <- commandArgs(trailingOnly = TRUE)[1]
grid <- read.table(pipe(shQuote(program)), col.names = c("what", "confidence", "x", "n", "y", "m", "low", "high"))

wilson <- function(x, n, confidence)
  suppressWarnings(prop.test(x, n, conf.level = confidence, correct = FALSE))$conf.int

mid_p <- function(x, n, confidence) {
  tail <- (1 - confidence) / 2
  above <- function(p) pbinom(x, n, p, lower.tail = FALSE) + dbinom(x, n, p) / 2 - tail
  below <- function(p) pbinom(x - 1, n, p) + dbinom(x, n, p) / 2 - tail
  root <- function(f) uniroot(f, c(0, 1), tol = 1e-14, maxiter = 10000)$root
  c(if (x == 0) 0 else root(above), if (x == n) 1 else root(below))
}

jeffreys <- function(x, n, confidence) {
  tail <- (1 - confidence) / 2
  c(if (x == 0) 0 else qbeta(tail, x + 0.5, n - x + 0.5), if (x == n) 1 else qbeta(1 - tail, x + 0.5, n - x + 0.5))
}

agresti_coull <- function(x, n, confidence) {
  z <- qnorm(1 - (1 - confidence) / 2)
  p <- (x + z^2 / 2) / (n + z^2)
  pmin(pmax(p + c(-1, 1) * z * sqrt(p * (1 - p) / (n + z^2)), 0), 1)
}

newcombe <- function(x, n, y, m, confidence) {
  a <- wilson(x, n, confidence)
  b <- wilson(y, m, confidence)
  p <- x / n
  q <- y / m
  p - q + c(-1, 1) * sqrt(c((p - a[1])^2 + (b[2] - q)^2, (a[2] - p)^2 + (q - b[1])^2))
}

katz <- function(x, n, y, m, confidence) {
  z <- qnorm(1 - (1 - confidence) / 2)
  (x / n) / (y / m) * exp(c(-1, 1) * z * sqrt(1 / x - 1 / n + 1 / y - 1 / m))
}

expected <- function(one) with(one, switch(what,
  wilson = wilson(x, n, confidence),
  clopper_pearson = binom.test(x, n, conf.level = confidence)$conf.int,
  jeffreys = jeffreys(x, n, confidence),
  agresti_coull = agresti_coull(x, n, confidence),
  mid_p = mid_p(x, n, confidence),
  newcombe = newcombe(x, n, y, m, confidence),
  katz = katz(x, n, y, m, confidence),
  fisher = rep(fisher.test(matrix(c(x, n - x, y, m - y), 2))$p.value, 2)))

# Of exactly 0 or 1 (I2) R's agresti_coull knows nothing; ours is cut there.
wrong <- 0
for (i in seq_len(nrow(grid))) {
  one <- as.list(grid[i, ])
  ours <- c(one$low, one$high)
  theirs <- expected(one)
  # R's uniroot and fisher.test say no more than this.
  if (!all(abs(ours - theirs) <= 1e-9 + 1e-7 * abs(theirs))) {
    wrong <- wrong + 1
    cat(sprintf("%s of %d/%d and %d/%d at %g: ours %.10g to %.10g, R's %.10g to %.10g\n", one$what, one$x, one$n, one$y,
                one$m, one$confidence, ours[1], ours[2], theirs[1], theirs[2]))
  }
}
cat(sprintf("%d compared, of %s; %d differ\n", nrow(grid), paste(sort(unique(grid$what)), collapse = ", "), wrong))
if (wrong > 0 || nrow(grid) < 3000 || length(unique(grid$what)) != 8) quit(status = 1)
