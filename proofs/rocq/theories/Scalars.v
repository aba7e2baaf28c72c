(** * Collapse for single numbers: identities and inequalities

    Everything here is about a handful of numbers.  An identity of a commutative ring is
    multiplied out by [ring].  An inequality over an ordered field is a sum of multiples of
    what is known, which [linear] finds, or [nonlinear] where products are needed; [cases]
    first takes relu, abs, max and step apart. *)
From Coq Require Import QArith.
From NL Require Import Base Search Xor Pieces.
Open Scope nl_scope.

(** ** Over every commutative ring *)
Section Identities.
Variable K : CRing.
Add Ring Kring : (ring_ax K).

Theorem line_of_a_line (p m x b r : K) : p * (m * x + b) + r = p * m * x + (p * b + r).
Proof. ring. Qed.
Theorem row_of_two_layers (a1 a2 b11 b12 b21 b22 c1 c2 d x1 x2 : K) :
  a1 * (b11 * x1 + b12 * x2 + c1) + a2 * (b21 * x1 + b22 * x2 + c2) + d
  = (a1 * b11 + a2 * b21) * x1 + (a1 * b12 + a2 * b22) * x2 + (a1 * c1 + a2 * c2 + d).
Proof. ring. Qed.

(** Solving s x + c = y, where q = 1/s. *)
Theorem every_value (c q s y : K) : s * q = 1 -> c + s * q * (y - c) = y.
Proof. intros ->; ring. Qed.
Theorem every_input (b q s z : K) : s * q = 1 -> s * q * (z - b) + b = z.
Proof. intros ->; ring. Qed.
Theorem g_is_affine (a b c m q y1 y2 y3 z1 z2 : K) :
  y1 = a * q * (z1 - b) + c -> y2 = a * q * (z2 - b) + c ->
  y3 = a * q * (m * z1 + (1 - m) * z2 - b) + c -> y3 = m * y1 + (1 - m) * y2.
Proof. intros -> -> ->; ring. Qed.

(** *** Counting parameters *)
Theorem count_invertible (L d : K) :
  L * (d * d + d) - (L - 1) * (d * d + d) = d * d + d.
Proof. ring. Qed.
Theorem count_bottleneck (m n r : K) : m * n - (m - r) * (n - r) = r * (m + n - r).
Proof. ring. Qed.
Theorem change_one_width (a b c d e g h y : K) :
  h * g = 1 -> b * h * (g * a * y + g * c + e) + (d - b * h * e) = b * (a * y + c) + d.
Proof.
  intro E; transitivity (b * (h * g) * (a * y + c) + d); [ring | rewrite E; ring].
Qed.

(** *** Minors of a product through one number, and through two *)
Theorem minor_through_one (u1 u2 v1 v2 : K) : v1 * u1 * (v2 * u2) = v1 * u2 * (v2 * u1).
Proof. ring. Qed.
Theorem minor_through_two (u11 u12 u13 u21 u22 u23 v11 v12 v21 v22 v31 v32 : K) :
  (v11 * u11 + v12 * u21) * (v21 * u12 + v22 * u22) * (v31 * u13 + v32 * u23)
  + (v11 * u12 + v12 * u22) * (v21 * u13 + v22 * u23) * (v31 * u11 + v32 * u21)
  + (v11 * u13 + v12 * u23) * (v21 * u11 + v22 * u21) * (v31 * u12 + v32 * u22)
  = (v11 * u11 + v12 * u21) * (v21 * u13 + v22 * u23) * (v31 * u12 + v32 * u22)
  + (v11 * u12 + v12 * u22) * (v21 * u11 + v22 * u21) * (v31 * u13 + v32 * u23)
  + (v11 * u13 + v12 * u23) * (v21 * u12 + v22 * u22) * (v31 * u11 + v32 * u21).
Proof. ring. Qed.

(** *** Training two factors a, b towards ab = y *)
Theorem balance_is_conserved (a b y : K) :
  (1 + 1) * a * (- b) * (a * b - y) = (1 + 1) * b * (- a) * (a * b - y).
Proof. ring. Qed.
Theorem one_training_step (a b s y : K) :
  (a - s * b * (a * b - y)) * (b - s * a * (a * b - y))
  = a * b - s * (a * b - y) * (a * a + b * b)
    + s * (a * b - y) * (s * (a * b - y)) * a * b.
Proof. ring. Qed.

(** *** Convolutions *)
Theorem two_convolutions (c1 c2 k1 k2 x : K) :
  k2 * (k1 * x + c1) + c2 = k1 * k2 * x + k2 * c1 + c2.
Proof. ring. Qed.
Theorem five_taps (s a0 a1 a2 b0 b1 b2 x : K) :
  (b0 + b1 * s + b2 * (s * s)) * (a0 + a1 * s + a2 * (s * s)) * x
  = (a0 * b0 + (a0 * b1 + a1 * b0) * s + (a0 * b2 + a1 * b1 + a2 * b0) * (s * s)
     + (a1 * b2 + a2 * b1) * (s * s * s) + a2 * b2 * (s * s * s * s)) * x.
Proof. ring. Qed.
Theorem at_the_border (x1 x2 x3 : K) :
  x1 + x2 + (x1 + x2 + x3) + x1 = (1 + 1 + 1) * x1 + (1 + 1) * x2 + x3.
Proof. ring. Qed.
Theorem beside_the_border (x1 x2 x3 x4 : K) :
  x1 + x2 + (x1 + x2 + x3) + (x2 + x3 + x4)
  = (1 + 1) * x1 + (1 + 1 + 1) * x2 + (1 + 1) * x3 + x4.
Proof. ring. Qed.
Theorem in_the_middle (x1 x2 x3 x4 x5 : K) :
  x1 + x2 + x3 + (x2 + x3 + x4) + (x3 + x4 + x5)
  = x1 + (1 + 1) * x2 + (1 + 1 + 1) * x3 + (1 + 1) * x4 + x5.
Proof. ring. Qed.

(** *** Dropout: a unit is kept with probability p, and then multiplied by q = 1/p *)
Theorem one_mask_averages (a b p q : K) :
  p * q = 1 -> p * (a * q + b) + (1 - p) * (a * 0 + b) = a * 1 + b.
Proof. intro E; transitivity (p * q * a + b); [ring | rewrite E; ring]. Qed.

(** *** Attention without softmax: each term has three factors from the input *)
Theorem cubic_term (c m v x y z : K) :
  c * x * m * (c * y) * (c * z) * v = c * c * c * x * m * y * z * v.
Proof. ring. Qed.

(** *** Batch normalisation of one unit: i is the inverse of the root *)
Theorem fold_one_unit (b beta g i mean w x : K) :
  g * (w * x + b - mean) * i + beta = w * g * i * x + ((b - mean) * g * i + beta).
Proof. ring. Qed.

(** *** LayerNorm of (z, -z, 1, -1) *)
Theorem layernorm_mean (z : K) : z + - z + 1 + - (1) = 0.
Proof. ring. Qed.

(** *** One-hot vectors *)
Theorem one_hot_reads_a_table (f : K -> K -> K -> K) :
  (forall e1 e2 e3, f e1 e2 e3 = e2) -> f 1 0 0 = 0 /\ f 0 1 0 = 1 /\ f 0 0 1 = 0.
Proof. intro E; now rewrite !E. Qed.
End Identities.

(** ** Over every ordered field *)
Section Inequalities.
Variable K : OrdField.
Add Ring Kring : (ring_ax K).

(** *** No linear squashing: |c + s x| <= B for all |x| <= t needs a small slope s *)
Theorem little_slope (c s t M : K) :
  0 <= t -> abs (c + s * t) <= M -> abs (c - s * t) <= M -> abs s * t <= M.
Proof. intros; cases; nonlinear. Qed.

(** *** One matrix m x n, or two, m x r and r x n *)
Theorem one_is_cheaper (c m n r : K) :
  0 < m -> 0 < n -> c * (m + n) = m * n -> c < r -> m * n < r * n + m * r.
Proof.
  intros; pose proof (proj1 lt_sub H2) as P.
  pose proof (mul_pos P H); pose proof (mul_pos P H0); linear.
Qed.
Theorem equally_dear (c m n r : K) :
  0 < m -> 0 < n -> c * (m + n) = m * n -> r = c -> m * n = r * n + m * r.
Proof. intros _ _ E ->; rewrite <- E; ring. Qed.
Theorem two_are_cheaper (c m n r : K) :
  0 < m -> 0 < n -> c * (m + n) = m * n -> r < c -> r * n + m * r < m * n.
Proof.
  intros; pose proof (proj1 lt_sub H2) as P.
  pose proof (mul_pos P H); pose proof (mul_pos P H0); linear.
Qed.
Theorem no_bottleneck_is_dearer (m n r : K) :
  0 < m -> 0 < n -> m <= r -> m * n < r * n + m * r.
Proof.
  intros; pose proof (proj1 le_sub H1) as P.
  pose proof (mul_nonneg P (lt_le H)); pose proof (mul_nonneg P (lt_le H0)).
  pose proof (mul_pos H H); linear.
Qed.
Theorem one_hidden_value_is_cheap (m n : K) : rat 2 <= m -> rat 2 <= n -> n + m <= m * n.
Proof.
  intros; pose proof (mul_nonneg (proj1 le_sub H) (proj1 le_sub H0)); linear.
Qed.

(** *** Non-linear units with an affine sum *)
Theorem two_bends_cancel (x : K) : relu x - relu (- x) = x.
Proof. cases; linear. Qed.
Theorem bend_out_of_reach (x : K) : - (1) <= x -> relu (x + 1) - 1 = x.
Proof. intros; cases; linear. Qed.

(** *** 1/x is not affine: 1, 1/2, 1/3 at 1, 2, 3 *)
Theorem reciprocal_is_not_affine :
  ~ exists w b : K, w * 1 + b = 1 /\ w * rat 2 + b = rat (1 # 2) /\
      w * rat 3 + b = rat (1 # 3).
Proof. intros (w & b & E1 & E2 & E3); linear. Qed.

(** *** ReLU beside a skip connection, and beside a merged adapter *)
Theorem relu_bends_a_residual_layer (w : K) : w <> 0 ->
  - (1) + relu (w * - (1)) + (1 + relu (w * 1)) <> rat 2 * (0 + relu (w * 0)).
Proof.
  intros N E; apply N; revert E; cases; intros; linear.
Qed.
Theorem bend_remains (b h w y z0 z1 z2 : K) : b <> 0 -> z0 + z2 <> rat 2 * z1 ->
  w * (y - h) + b * z0 + (w * (y + h) + b * z2) <> rat 2 * (w * y + b * z1).
Proof.
  intros B N E; assert (Z : b * (z0 + z2 - rat 2 * z1) = 0) by linear.
  destruct (no_zero_divisors K _ _ Z) as [Z'|Z']; [exact (B Z')|]; apply N; linear.
Qed.
Theorem relu_never_merges (a b w : K) : a <> 0 -> b <> 0 ->
  w * - (1) + b * relu (a * - (1)) + (w * 1 + b * relu (a * 1))
  <> rat 2 * (w * 0 + b * relu (a * 0)).
Proof.
  intros A N E.
  replace (w * - (1)) with (w * (0 - 1)) in E by ring.
  replace (w * 1) with (w * (0 + 1)) in E by ring.
  revert E; apply bend_remains; [exact N|]; intro E; apply A; cases; linear.
Qed.
Theorem adapter_can_cancel (w x : K) : w * x + (relu x - relu (- x)) = (w + 1) * x.
Proof. rewrite two_bends_cancel; ring. Qed.

(** *** Dropout *)
Theorem not_one_mask_twice (p q : K) :
  p * q = 1 -> 0 < p -> p < 1 -> 1 < p * q * q + (1 - p) * 0.
Proof.
  intros E P L; rewrite E; destruct (le_or_lt q 1) as [Q|Q]; [|linear].
  pose proof (mul_nonneg (lt_le P) (proj1 le_sub Q)); exfalso; linear.
Qed.
Theorem dropout_before_relu (a b : K) : 0 < a -> b < 0 ->
  relu (a + b) < (relu (rat 2 * a + rat 2 * b) + relu (rat 2 * a) + relu (rat 2 * b)) * rat (1 # 4).
Proof. intros; cases; linear. Qed.
Theorem dropout_before_relu_same_sign (a b : K) : 0 <= a * b ->
  (relu (rat 2 * a + rat 2 * b) + relu (rat 2 * a) + relu (rat 2 * b)) * rat (1 # 4)
  = relu (a + b).
Proof.
  intro H.
  assert (S : (0 <= a /\ 0 <= b) \/ (a <= 0 /\ b <= 0)).
  { destruct (sign K a) as [A|[A|A]], (sign K b) as [B|[B|B]];
      try (left; split; linear); try (right; split; linear);
      exfalso; pose proof (mul_pos A B); linear. }
  clear H; destruct S as [[A B]|[A B]]; cases; linear.
Qed.

(** *** A kernel and zero padding *)
Theorem no_kernel (k1 k2 k3 k4 k5 : K) :
  k3 <> rat 2 \/ k4 <> rat 2 \/ k5 <> 1 \/ k1 <> 1 \/ k2 <> rat 2 \/ k3 <> rat 3 \/
  k4 <> rat 2 \/ k5 <> 1.
Proof.
  destruct (le_dec k3 (rat 2)) as [L|L].
  - right; right; right; right; right; left; intro E; linear.
  - left; intro E; apply L; rewrite E; apply le_refl.
Qed.
Theorem max_is_or (p q : bool) : maximum (num p) (num q) = num (orb p q) :> K.
Proof. destruct p, q; unfold num; simpl; cases; linear. Qed.
Theorem or_is_not_affine :
  ~ exists w1 w2 b : K, forall p q, w1 * num p + w2 * num q + b = num (orb p q).
Proof. intros (w1 & w2 & b & H); four_points H; linear. Qed.

(** *** Attention without softmax computes XOR *)
Theorem cubic_xor (p q : bool) :
  rat 3 * (num p + (num p * num p + num q * num q) * rat (- 2 # 3) * num p) + num q
  = num (xorb p q) :> K.
Proof. destruct p, q; unfold num; simpl; linear. Qed.

(** *** One-hot inputs *)
Theorem one_hot_xor_exact :
  ~ exists w1 w2 w3 w4 b : K, forall p q,
      w1 * num (negb p) + w2 * num p + w3 * num (negb q) + w4 * num q + b = num (xorb p q).
Proof. intros (w1 & w2 & w3 & w4 & b & H); four_points H; linear. Qed.
Lemma one_hot_is_affine (w1 w2 w3 w4 b : K) p q :
  w1 * num (negb p) + w2 * num p + w3 * num (negb q) + w4 * num q + b
  = (w2 - w1) * num p + (w4 - w3) * num q + (w1 + w3 + b).
Proof. destruct p, q; unfold num; simpl; ring. Qed.
Theorem one_hot_xor_threshold :
  ~ exists w1 w2 w3 w4 b : K, forall p q,
      0 < w1 * num (negb p) + w2 * num p + w3 * num (negb q) + w4 * num q + b
      <-> xorb p q = true.
Proof.
  intros (w1 & w2 & w3 & w4 & b & H); apply (xor_not_threshold K).
  exists (w2 - w1), (w4 - w3), (w1 + w3 + b); intros p q; now rewrite <- one_hot_is_affine.
Qed.
Theorem one_hot_xor_at_zero :
  ~ exists w1 w2 w3 w4 b : K, forall p q,
      0 <= w1 * num (negb p) + w2 * num p + w3 * num (negb q) + w4 * num q + b
      <-> xorb p q = true.
Proof.
  intros (w1 & w2 & w3 & w4 & b & H); apply (xor_not_threshold_at_zero K).
  exists (w2 - w1), (w4 - w3), (w1 + w3 + b); intros p q; now rewrite <- one_hot_is_affine.
Qed.
Theorem not_by_number :
  ~ exists w b : K, w * 0 + b = 0 /\ w * 1 + b = 1 /\ w * rat 2 + b = 0.
Proof. intros (w & b & E0 & E1 & E2); linear. Qed.

(** *** Rounding activations to whole numbers, half down *)
Theorem half_down_rounds (u : K) :
  0 <= u -> u <= 1 -> abs (u - step (u - rat (1 # 2))) <= rat (1 # 2).
Proof. intros; cases; linear. Qed.
Theorem half_up_rounds (u : K) :
  0 <= u -> u <= 1 -> abs (u - (1 - step (rat (1 # 2) - u))) <= rat (1 # 2).
Proof. intros; cases; linear. Qed.
Theorem rounding_computes_xor (p q : bool) :
  num p + num q - rat 2 * step ((num p + num q) * rat (1 # 2) - rat (1 # 2))
  = num (xorb p q) :> K.
Proof. destruct p, q; unfold num; simpl; cases; linear. Qed.

(** *** Training: one factor is a convex problem, two are not *)
Theorem one_factor_is_convex (m u v y : K) : 0 <= m -> m <= 1 ->
  let error w := rat (1 # 2) * ((w - y) * (w - y)) in
  error (m * u + (1 - m) * v) <= m * error u + (1 - m) * error v.
Proof.
  intros A C error; unfold error.
  pose proof (mul_nonneg (mul_nonneg A (proj1 le_sub C)) (square_nonneg K (u - v))); linear.
Qed.
Theorem two_factors_are_not_positive (t y : K) : 0 < y -> 0 < t -> t * t < rat 2 * y ->
  let error a b := rat (1 # 2) * ((a * b - y) * (a * b - y)) in
  (error t t + error (- t) (- t)) * rat (1 # 2) < error 0 0.
Proof.
  intros Y T L error; unfold error.
  pose proof (mul_pos (mul_pos T T) (proj1 lt_sub L)); linear.
Qed.
Theorem two_factors_are_not_negative (t y : K) : y < 0 -> 0 < t -> t * t < - rat 2 * y ->
  let error a b := rat (1 # 2) * ((a * b - y) * (a * b - y)) in
  (error t (- t) + error (- t) t) * rat (1 # 2) < error 0 0.
Proof.
  intros Y T L error; unfold error.
  pose proof (mul_pos (mul_pos T T) (proj1 lt_sub L)); linear.
Qed.
Theorem derivative_of_the_error (a b h y : K) :
  let error a b := rat (1 # 2) * ((a * b - y) * (a * b - y)) in
  error (a + h) b - error a b = h * b * (a * b - y) + rat (1 # 2) * (h * b * (h * b)).
Proof. intro error; unfold error; linear. Qed.
Theorem saddle (h k y : K) :
  let error a b := rat (1 # 2) * ((a * b - y) * (a * b - y)) in
  error h k - rat (1 # 2) * (y * y) = - y * h * k + rat (1 # 2) * (h * k * (h * k)).
Proof. intro error; unfold error; linear. Qed.
Theorem other_critical_points (a b y : K) :
  b * (a * b - y) = 0 -> a * (a * b - y) = 0 -> 0 < a * a + b * b -> a * b = y.
Proof.
  intros E F P.
  assert (Z : (a * a + b * b) * (a * b - y) = 0).
  { transitivity (a * (a * (a * b - y)) + b * (b * (a * b - y))); [ring|].
    rewrite E, F; ring. }
  destruct (no_zero_divisors K _ _ Z) as [Z'|Z']; [now destruct (pos_neq K _ P) | linear].
Qed.
Theorem two_starts :
  let next_product a b :=
    (a - rat (1 # 10) * b * (a * b - 1)) * (b - rat (1 # 10) * a * (a * b - 1)) in
  next_product 1 (rat 4) = rat (- 37 # 50) :> K /\ next_product (rat 2) (rat 2) = rat (49 # 25).
Proof. intro f; unfold f; split; linear. Qed.
Theorem one_start : rat 4 - rat (1 # 10) * (rat 4 - 1) = rat (37 # 10) :> K.
Proof. linear. Qed.
Theorem layernorm_squares (z : K) :
  (z * z + - z * - z + 1 + 1) * rat (1 # 4) = (z * z + 1) * rat (1 # 2).
Proof. linear. Qed.
End Inequalities.
