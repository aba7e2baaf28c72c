(** * Circles: curves from squares, and why two ReLUs draw no closed curve

    In X = x^2, Y = y^2 a circle is a line.  With ReLUs, v1 relu(u1) + v2 relu(u2) + c is no
    smaller all along a half-line, from any point: change u1 only, in the better direction.  So
    where it is positive is never the inside of a closed curve.

    Finitely many points show it too: circles at (2,0), (-2,0), (0,2), (0,-2), stars at the four
    corners (2,2), (2,-2), (-2,2), (-2,-2).  Say that f > 0 at the circles.  Either the points
    where f <= 0 form a convex set; then the circle (2,0), which is half-way between two stars,
    belongs to it if they do.  Or f > 0 is what some half-planes have in common, all of them
    unbounded in one direction d; and from the circles one gets to a star by going along d. *)
From Coq Require Import ZArith QArith.
From NL Require Import Base Search Xor.
Local Open Scope nl_scope.

(** ** 1. Conics y^2 = m x^2 + b *)
Section Ring.
Variable K : CRing.
Add Ring Kring : (ring_ax K).
Theorem circle_is_a_line (x y r : K) :
  y * y - (- (x * x) + r * r) = x * x + y * y - r * r.
Proof. ring. Qed.
Theorem pair_of_lines (y s : K) : y * y - s * s = (y - s) * (y + s).
Proof. ring. Qed.
End Ring.

Section Circles.
Variable K : OrdField.
Add Ring Kring' : (ring_ax K).

Lemma square_nonneg (x : K) : 0 <= x * x.
Proof.
  destruct (sign K x) as [P|[E|P]].
  - now apply lt_le, mul_pos.
  - rewrite E; linear.
  - replace (x * x) with (- x * - x) by ring; now apply lt_le, mul_pos.
Qed.

Theorem circle_only_if (b m r : K) :
  0 < r -> r * r = b -> 0 = m * (r * r) + b -> m = - (1).
Proof.
  intros R E F; assert (Z : (m + 1) * (r * r) = 0).
  { transitivity (m * (r * r) + r * r); [ring|]; rewrite E at 2; now symmetry. }
  destruct (no_zero_divisors K _ _ Z) as [N|N]; [linear|].
  destruct (pos_neq K _ (mul_pos R R) N).
Qed.
Theorem circle_needs_b (b r : K) : 0 < r -> r * r = b -> 0 < b.
Proof. intros R <-; now apply mul_pos. Qed.
Theorem ellipse_width (b m x y r : K) :
  y * y = m * (x * x) + b -> m < 0 -> b <= - m * (r * r) -> x * x <= r * r.
Proof.
  intros E M B'; apply not_lt_le; intro F; assert (S := square_nonneg y).
  assert (P : 0 < - m * (x * x - r * r)) by (apply mul_pos; linear); linear.
Qed.
Theorem ellipse_height (b m x y : K) : y * y = m * (x * x) + b -> m <= 0 -> y * y <= b.
Proof.
  intros E M; assert (P : 0 <= - m * (x * x)); [|linear].
  apply mul_nonneg; [linear | apply square_nonneg].
Qed.
Theorem empty_conic (b m x y : K) : m <= 0 -> b < 0 -> y * y <> m * (x * x) + b.
Proof.
  intros M B' E; assert (H := ellipse_height b m x y E M); assert (S := square_nonneg y); linear.
Qed.
Theorem hyperbola_points (b q s : K) :
  let h := rat (1 # 2) in
  h * (s + b * q) * (h * (s + b * q)) = h * (b * q - s) * (h * (b * q - s)) + b * (q * s).
Proof. intro h; unfold h; linear. Qed.
Theorem hyperbola_height (b q s r : K) :
  0 < q -> q <= 1 -> (1 + 1) * r < s -> (1 + 1) * r < s + b -> r < rat (1 # 2) * (s + b * q).
Proof.
  intros Q Q' S B'; assert (A : 0 <= (1 - q) * (s - (1 + 1) * r)).
  { apply mul_nonneg; linear. }
  assert (C : 0 < q * (s + b - (1 + 1) * r)) by (apply mul_pos; linear); linear.
Qed.

(** ** 2. Two ReLUs: f does not fall along one half-line, nor rise along another *)
Lemma relu_ge (u : K) : u <= relu u /\ 0 <= relu u.
Proof. unfold relu; destruct (le_dec 0 u); split; linear. Qed.
Lemma relu_two (u : K) : relu u = u \/ relu u = 0.
Proof. unfold relu; destruct (le_dec 0 u); auto. Qed.

Lemma relu_along (a u g : K) : 0 <= a * g -> a * relu u <= a * relu (u + g).
Proof.
  intro G; assert (M := relu_increasing K); destruct (sign K a) as [P|[E|P]].
  - assert (0 <= g) by (apply not_lt_le; intro F; assert (0 < a * - g) by (apply mul_pos; linear);
      linear).
    assert (R : relu u <= relu (u + g)) by (apply M; linear).
    apply le_sub in R; by_cert (mul_nonneg (lt_le P) R).
  - rewrite E; linear.
  - assert (g <= 0) by (apply not_lt_le; intro F; assert (0 < - a * g) by (apply mul_pos; linear);
      linear).
    assert (R : relu (u + g) <= relu u) by (apply M; linear).
    apply le_sub in R; by_cert (mul_nonneg (lt_le P) R).
Qed.

Theorem up_along (w11 w12 b1 w21 w22 b2 a1 a2 c x y r : K) :
  0 <= a1 * r * (w12 * w21 - w11 * w22) ->
  a1 * relu (w11 * x + w12 * y + b1) + a2 * relu (w21 * x + w22 * y + b2) + c
  <= a1 * relu (w11 * (x - r * w22) + w12 * (y + r * w21) + b1)
     + a2 * relu (w21 * (x - r * w22) + w22 * (y + r * w21) + b2) + c.
Proof.
  intro G.
  replace (w21 * (x - r * w22) + w22 * (y + r * w21) + b2) with (w21 * x + w22 * y + b2) by ring.
  replace (w11 * (x - r * w22) + w12 * (y + r * w21) + b1)
    with (w11 * x + w12 * y + b1 + r * (w12 * w21 - w11 * w22)) by ring.
  assert (H := relu_along a1 (w11 * x + w12 * y + b1) (r * (w12 * w21 - w11 * w22))).
  assert (G' : 0 <= a1 * (r * (w12 * w21 - w11 * w22))) by by_cert G; specialize (H G'); linear.
Qed.
Theorem down_along (w11 w12 b1 w21 w22 b2 a1 a2 c x y r : K) :
  a1 * r * (w12 * w21 - w11 * w22) <= 0 ->
  a1 * relu (w11 * (x - r * w22) + w12 * (y + r * w21) + b1)
  + a2 * relu (w21 * (x - r * w22) + w22 * (y + r * w21) + b2) + c
  <= a1 * relu (w11 * x + w12 * y + b1) + a2 * relu (w21 * x + w22 * y + b2) + c.
Proof.
  intro G; assert (G' : 0 <= - a1 * r * (w12 * w21 - w11 * w22)) by linear.
  assert (H := up_along w11 w12 b1 w21 w22 b2 (- a1) (- a2) (- c) x y r G'); linear.
Qed.

(** ** 3. No two ReLUs tell the circles from the corners *)
Notation two := (1 + 1 : K).

Lemma corner_first (d1 d2 g1 g2 k : K) : 0 < d1 -> 0 <= d2 -> d2 <= d1 ->
  0 <= g1 * d1 + g2 * d2 -> 0 < g2 * two + k -> 0 < - g2 * two + k ->
  0 < g1 * two + g2 * two + k.
Proof.
  intros D1 D2 D G A A'; apply not_le_lt; intro N.
  assert (0 <= (d1 - d2) * (g2 * two + k)) by (apply mul_nonneg; linear).
  assert (0 <= d2 * (g2 * two + k)) by (apply mul_nonneg; linear).
  assert (0 <= d2 * (- g2 * two + k)) by (apply mul_nonneg; linear).
  assert (0 < d1 * (g2 * two + k)) by (now apply mul_pos).
  assert (0 <= d1 * - (g1 * two + g2 * two + k)) by (apply mul_nonneg; linear).
  linear.
Qed.

(** In each direction d lies a corner that no half-plane g.x + k > 0 with the circles misses, if
    it does not end in that direction. *)
Lemma corner (d1 d2 : K) : d1 <> 0 \/ d2 <> 0 ->
  exists s1 s2 : K, (s1 = two \/ s1 = - two) /\ (s2 = two \/ s2 = - two) /\
  forall g1 g2 k, 0 <= g1 * d1 + g2 * d2 ->
    0 < g1 * two + k -> 0 < - g1 * two + k -> 0 < g2 * two + k -> 0 < - g2 * two + k ->
    0 < g1 * s1 + g2 * s2 + k.
Proof.
  intro D.
  (* d = (e1 |d1|, e2 |d2|) with signs e1, e2. *)
  assert (signs : forall z : K, exists e a, (e = 1 \/ e = - (1)) /\ 0 <= a /\ z = e * a).
  { intro z; destruct (le_or_lt 0 z) as [P|P]; [exists 1, z | exists (- (1)), (- z)];
      (split; [auto|]); split; linear. }
  destruct (signs d1) as (e1 & a1 & E1 & A1 & ->), (signs d2) as (e2 & a2 & E2 & A2 & ->).
  assert (N : 0 < a1 \/ 0 < a2).
  { destruct (nonneg_cases K a1 A1) as [->|P]; [right | now left].
    destruct (nonneg_cases K a2 A2) as [->|P]; [|exact P].
    exfalso; destruct D as [D|D]; apply D; ring. }
  exists (e1 * two), (e2 * two); split; [destruct E1 as [->| ->]; [left|right]; linear|].
  split; [destruct E2 as [->| ->]; [left|right]; linear|]; intros g1 g2 k G P1 N1 P2 N2.
  assert (Q1 : 0 < g1 * e1 * two + k /\ 0 < - (g1 * e1) * two + k).
  { destruct E1 as [->| ->]; split; linear. }
  assert (Q2 : 0 < g2 * e2 * two + k /\ 0 < - (g2 * e2) * two + k).
  { destruct E2 as [->| ->]; split; linear. }
  destruct Q1, Q2; destruct (le_or_lt a2 a1) as [L|L].
  - assert (B' : 0 < a1) by (destruct N; linear).
    assert (C := corner_first a1 a2 (g1 * e1) (g2 * e2) k B' A2 L).
    assert (C' := C ltac:(linear)); clear C.
    specialize (C' ltac:(assumption) ltac:(assumption)); linear.
  - assert (B' : 0 < a2) by linear.
    assert (C := corner_first a2 a1 (g2 * e2) (g1 * e1) k B' A1 (lt_le L)).
    assert (C' := C ltac:(linear)); clear C.
    specialize (C' ltac:(assumption) ltac:(assumption)); linear.
Qed.

(** Two half-planes that end nowhere in some direction. *)
Lemma direction (w1 w2 z1 z2 : K) : exists d1 d2, (d1 <> 0 \/ d2 <> 0) /\
  0 <= w1 * d1 + w2 * d2 /\ 0 <= z1 * d1 + z2 * d2.
Proof.
  assert (dec : forall x : K, x = 0 \/ x <> 0).
  { intro x; destruct (sign K x) as [P|[E|P]]; [right | now left | right].
    - now apply pos_neq. - intro E; rewrite E in P; linear. }
  assert (flat : z1 <> 0 \/ z2 <> 0 -> exists d1 d2, (d1 <> 0 \/ d2 <> 0) /\
            0 <= w1 * d1 + w2 * d2 /\ 0 <= z1 * d1 + z2 * d2).
  { intro N; destruct (le_or_lt 0 (w1 * - z2 + w2 * z1)) as [L|L];
      [exists (- z2), z1 | exists z2, (- z1)]; (split; [|split; linear]).
    - destruct N as [N|N]; [now right | left]; intro E; apply N; linear.
    - destruct N as [N|N]; [right | now left]; intro E; apply N; linear. }
  destruct (dec z1) as [E1|N1]; [|now auto]; destruct (dec z2) as [E2|N2]; [|now auto].
  subst z1 z2; destruct (dec w2) as [->|N].
  - destruct (le_or_lt 0 w1) as [L|L]; [exists 1, 0 | exists (- (1)), 0];
      (split; [left; intro E; linear | split; linear]).
  - exists (- w2), w1; split; [left; intro E; apply N; linear | split; linear].
Qed.

(** Multiplying a ReLU by a number: its inner or its outer weights. *)
Lemma relu_scaled (a u : K) : 0 <= a -> a * relu u = relu (a * u).
Proof.
  intro A; destruct (le_or_lt 0 u) as [U|U].
  - rewrite !relu_pos; [reflexivity | now apply mul_nonneg | exact U].
  - rewrite !relu_neg; [ring | | now apply lt_le].
    assert (0 <= a * - u) by (apply mul_nonneg; linear); linear.
Qed.

(** The four circles, and where f fires. *)
Definition at_circles (f : K -> K -> Prop) := f two 0 /\ f (- two) 0 /\ f 0 two /\ f 0 (- two).
Definition at_corners (f : K -> K -> Prop) :=
  f two two /\ f two (- two) /\ f (- two) two /\ f (- two) (- two).
Lemma one_corner (f : K -> K -> Prop) s1 s2 : (s1 = two \/ s1 = - two) ->
  (s2 = two \/ s2 = - two) -> at_corners f -> f s1 s2.
Proof. intros [->| ->] [->| ->] (A & B' & C & D); assumption. Qed.

Section TwoUnits.
Variables p1 p2 p q1 q2 q c : K.
Let u x y := p1 * x + p2 * y + p.
Let v x y := q1 * x + q2 * y + q.

(** Both outer weights negative: f > 0 is what four half-planes have in common. *)
Lemma not_down_down :
  at_circles (fun x y => 0 < - relu (u x y) - relu (v x y) + c) ->
  at_corners (fun x y => - relu (u x y) - relu (v x y) + c <= 0) -> False.
Proof.
  intros C S; destruct (direction (- p1) (- p2) (- q1) (- q2)) as (d1 & d2 & D & A & B').
  destruct (corner d1 d2 D) as (s1 & s2 & S1 & S2 & H).
  assert (F := one_corner _ s1 s2 S1 S2 S); cbv beta in F; clear S S1 S2 D.
  destruct C as (C1 & C2 & C3 & C4).
  assert (half_planes : forall x y, 0 < - relu (u x y) - relu (v x y) + c ->
    0 < c /\ 0 < - u x y + c /\ 0 < - v x y + c /\ 0 < - u x y - v x y + c).
  { intros x y P; destruct (relu_ge (u x y)), (relu_ge (v x y)); repeat split; linear. }
  apply half_planes in C1, C2, C3, C4; clear half_planes; unfold u, v in *.
  destruct C1 as (K1 & L1 & M1 & N1), C2 as (_ & L2 & M2 & N2),
    C3 as (_ & L3 & M3 & N3), C4 as (_ & L4 & M4 & N4).
  assert (Hu := H (- p1) (- p2) (- p + c) ltac:(linear) ltac:(linear) ltac:(linear) ltac:(linear)
    ltac:(linear)).
  assert (Hv := H (- q1) (- q2) (- q + c) ltac:(linear) ltac:(linear) ltac:(linear) ltac:(linear)
    ltac:(linear)).
  assert (Huv := H (- p1 - q1) (- p2 - q2) (- p - q + c) ltac:(linear) ltac:(linear)
    ltac:(linear) ltac:(linear) ltac:(linear)).
  clear H; destruct (relu_two (p1 * s1 + p2 * s2 + p)) as [E|E];
    destruct (relu_two (q1 * s1 + q2 * s2 + q)) as [E'|E']; rewrite E, E' in F; linear.
Qed.

(** One positive and one negative: either f > 0 is what two half-planes have in common, or
    f <= 0 is. *)
Lemma not_up_down :
  at_circles (fun x y => 0 < relu (u x y) - relu (v x y) + c) ->
  at_corners (fun x y => relu (u x y) - relu (v x y) + c <= 0) -> False.
Proof.
  intros C S; destruct (le_or_lt c 0) as [L|L].
  - destruct (direction p1 p2 (- q1) (- q2)) as (d1 & d2 & D & A & B').
    destruct (corner d1 d2 D) as (s1 & s2 & S1 & S2 & H).
    assert (F := one_corner _ s1 s2 S1 S2 S); cbv beta in F; clear S S1 S2 D.
    destruct C as (C1 & C2 & C3 & C4).
    assert (half_planes : forall x y, 0 < relu (u x y) - relu (v x y) + c ->
      0 < u x y + c /\ 0 < u x y - v x y + c).
    { intros x y P; destruct (relu_ge (v x y)), (relu_two (u x y)) as [E|E]; rewrite E in P;
        split; linear. }
    apply half_planes in C1, C2, C3, C4; clear half_planes; unfold u, v in *.
    destruct C1 as (L1 & M1), C2 as (L2 & M2), C3 as (L3 & M3), C4 as (L4 & M4).
    assert (Hu := H p1 p2 (p + c) ltac:(linear) ltac:(linear) ltac:(linear) ltac:(linear)
      ltac:(linear)).
    assert (Huv := H (p1 - q1) (p2 - q2) (p - q + c) ltac:(linear) ltac:(linear) ltac:(linear)
      ltac:(linear) ltac:(linear)).
    clear H; destruct (relu_ge (p1 * s1 + p2 * s2 + p)).
    destruct (relu_two (q1 * s1 + q2 * s2 + q)) as [E'|E']; rewrite E' in F; linear.
  - destruct S as (S1 & S2 & _ & _), C as (C1 & _ & _ & _).
    assert (half_planes : forall x y, relu (u x y) - relu (v x y) + c <= 0 ->
      c <= v x y /\ u x y + c <= v x y).
    { intros x y P; destruct (relu_ge (u x y)), (relu_two (v x y)) as [E|E]; rewrite E in P;
        split; linear. }
    apply half_planes in S1, S2; clear half_planes; unfold u, v in *.
    destruct S1 as (L1 & M1), S2 as (L2 & M2), (relu_ge (q1 * two + q2 * 0 + q)).
    destruct (relu_two (p1 * two + p2 * 0 + p)) as [E|E]; rewrite E in C1; linear.
Qed.

(** Both positive: f <= 0 is convex. *)
Lemma not_up_up :
  at_circles (fun x y => 0 < relu (u x y) + relu (v x y) + c) ->
  at_corners (fun x y => relu (u x y) + relu (v x y) + c <= 0) -> False.
Proof.
  intros (C & _) (S1 & S2 & _); unfold u, v in *.
  destruct (relu_ge (p1 * two + p2 * two + p)), (relu_ge (p1 * two + p2 * - two + p)),
    (relu_ge (q1 * two + q2 * two + q)), (relu_ge (q1 * two + q2 * - two + q)).
  destruct (relu_two (p1 * two + p2 * 0 + p)) as [E|E];
    destruct (relu_two (q1 * two + q2 * 0 + q)) as [E'|E']; rewrite E, E' in C; linear.
Qed.
End TwoUnits.

Theorem no_two_relus :
  ~ exists v1 w11 w12 b1 v2 w21 w22 b2 c : K,
    let f x y := v1 * relu (w11 * x + w12 * y + b1) + v2 * relu (w21 * x + w22 * y + b2) + c in
    (0 < f two 0 /\ 0 < f (- two) 0 /\ 0 < f 0 two /\ 0 < f 0 (- two)) /\
    (f two two <= 0 /\ f two (- two) <= 0 /\ f (- two) two <= 0 /\ f (- two) (- two) <= 0).
Proof.
  intros (v1 & w11 & w12 & b1 & v2 & w21 & w22 & b2 & c & C & S); cbv beta zeta in C, S.
  (* The outer weights become 1 or -1: the inner ones take their sizes. *)
  assert (up : forall a w z b x y : K, 0 <= a ->
            a * relu (w * x + z * y + b) = relu (a * w * x + a * z * y + a * b)).
  { intros a w z b x y A; rewrite relu_scaled by exact A; f_equal; ring. }
  assert (down : forall a w z b x y : K, a <= 0 ->
            a * relu (w * x + z * y + b) = - relu (- a * w * x + - a * z * y + - a * b)).
  { intros a w z b x y A; rewrite <- up by linear; ring. }
  destruct (le_or_lt 0 v1) as [V1|V1]; destruct (le_or_lt 0 v2) as [V2|V2];
    try apply lt_le in V1; try apply lt_le in V2.
  - apply (not_up_up (v1 * w11) (v1 * w12) (v1 * b1) (v2 * w21) (v2 * w22) (v2 * b2) c);
      [destruct C as (C1 & C2 & C3 & C4) | destruct S as (C1 & C2 & C3 & C4)];
      rewrite !up in C1, C2, C3, C4 by assumption;
      repeat split; cbv beta; linear.
  - apply (not_up_down (v1 * w11) (v1 * w12) (v1 * b1) (- v2 * w21) (- v2 * w22) (- v2 * b2) c);
      [destruct C as (C1 & C2 & C3 & C4) | destruct S as (C1 & C2 & C3 & C4)];
      rewrite up, down in C1, C2, C3, C4 by assumption;
      repeat split; cbv beta; linear.
  - apply (not_up_down (v2 * w21) (v2 * w22) (v2 * b2) (- v1 * w11) (- v1 * w12) (- v1 * b1) c);
      [destruct C as (C1 & C2 & C3 & C4) | destruct S as (C1 & C2 & C3 & C4)];
      rewrite down, up in C1, C2, C3, C4 by assumption;
      repeat split; cbv beta; linear.
  - apply (not_down_down (- v1 * w11) (- v1 * w12) (- v1 * b1)
                         (- v2 * w21) (- v2 * w22) (- v2 * b2) c);
      [destruct C as (C1 & C2 & C3 & C4) | destruct S as (C1 & C2 & C3 & C4)];
      rewrite !down in C1, C2, C3, C4 by assumption;
      repeat split; cbv beta; linear.
Qed.

(** ** 4. Three ReLUs do: f = 9 - relu(10y/3) - relu(-10x/3) - relu(2x - 2y + 4) *)
Theorem three_relus_close (x y : K) :
  0 < rat 9 - relu (rat (10 # 3) * y) - relu (- rat (10 # 3) * x)
      - relu (two * x - two * y + two * two) ->
  abs x + abs y <= rat 6.
Proof.
  destruct (relu_ge (rat (10 # 3) * y)), (relu_ge (- rat (10 # 3) * x)),
    (relu_ge (two * x - two * y + two * two)).
  intro P; unfold abs; destruct (le_dec 0 x), (le_dec 0 y); linear.
Qed.

(** All twelve points: circles at distance 2, stars at distance 3 and in the corners. *)
Theorem three_relus_suffice :
  exists v1 w11 w12 b1 v2 w21 w22 b2 v3 w31 w32 b3 c : K,
    let f x y := v1 * relu (w11 * x + w12 * y + b1) + v2 * relu (w21 * x + w22 * y + b2)
                 + v3 * relu (w31 * x + w32 * y + b3) + c in
    (0 < f two 0 /\ 0 < f (- two) 0 /\ 0 < f 0 two /\ 0 < f 0 (- two)) /\
    (f (rat 3) 0 <= 0 /\ f (- rat 3) 0 <= 0 /\ f 0 (rat 3) <= 0 /\ f 0 (- rat 3) <= 0) /\
    (f two two <= 0 /\ f two (- two) <= 0 /\ f (- two) two <= 0 /\ f (- two) (- two) <= 0).
Proof.
  exists (- (1)), 0, (rat (10 # 3)), 0, (- (1)), (- rat (10 # 3)), 0, 0.
  exists (- (1)), two, (- two), (rat 4), (rat 9); intro f; unfold f; repeat split.
  all: repeat match goal with |- context [relu ?e] => first
    [ rewrite (relu_pos K e) by linear | rewrite (relu_neg K e) by linear ] end; linear.
Qed.

(** With a skip connection two do: 5/2 - |x| - |y|, where |x| = 2 relu(x) - x. *)
Theorem two_relus_and_a_skip_suffice :
  exists v1 w11 w12 b1 v2 w21 w22 b2 c u1 u2 : K,
    let f x y := v1 * relu (w11 * x + w12 * y + b1) + v2 * relu (w21 * x + w22 * y + b2)
                 + c + (u1 * x + u2 * y) in
    (0 < f two 0 /\ 0 < f (- two) 0 /\ 0 < f 0 two /\ 0 < f 0 (- two)) /\
    (f (rat 3) 0 <= 0 /\ f (- rat 3) 0 <= 0 /\ f 0 (rat 3) <= 0 /\ f 0 (- rat 3) <= 0) /\
    (f two two <= 0 /\ f two (- two) <= 0 /\ f (- two) two <= 0 /\ f (- two) (- two) <= 0).
Proof.
  exists (- two), 1, 0, 0, (- two), 0, 1, 0, (rat (5 # 2)), 1, 1; intro f; unfold f; repeat split.
  all: repeat match goal with |- context [relu ?e] => first
    [ rewrite (relu_pos K e) by linear | rewrite (relu_neg K e) by linear ] end; linear.
Qed.
End Circles.
