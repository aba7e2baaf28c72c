(** * Polynomials of a bounded degree miss |x|; with depth they multiply

    A sum of units with a polynomial activation is a polynomial, whose coefficients are sums.  So
    at a bounded depth all networks together are polynomials of a bounded degree.  At d + 2 points
    some signed sum of values is 0 for every polynomial of degree d, and not for |x|: so one of
    the points shows a gap.  With unlimited depth, four quadratic units make a product. *)
From Coq Require Import QArith Qabs.
From NL Require Import Base Search Xor Pieces Poly.
Local Open Scope nl_scope.

(** ** Sums of units: their coefficients *)
Theorem quadratic_layer (K : OrdField) (c s0 s1 s2 x : K) (v w b f K0 K1 K2 : nat -> K) :
  f 0%nat = c -> K0 0%nat = c -> K1 0%nat = 0 -> K2 0%nat = 0 ->
  (forall i, let z := w i * x + b i in
     f (S i) = f i + v i * (s2 * (z * z) + s1 * z + s0)
     /\ K0 (S i) = K0 i + v i * (s2 * (b i * b i) + s1 * b i + s0)
     /\ K1 (S i) = K1 i + v i * w i * (rat 2 * s2 * b i + s1)
     /\ K2 (S i) = K2 i + v i * s2 * (w i * w i)) ->
  forall n, f n = K0 n + K1 n * x + K2 n * (x * x).
Proof.
  intros F A B C Step n; induction n as [|n IH]; [rewrite F, A, B, C; linear|].
  destruct (Step n) as (-> & -> & -> & ->); linear.
Qed.

Theorem cubic_layer (K : OrdField) (c s0 s1 s2 s3 x : K) (v w b f K0 K1 K2 K3 : nat -> K) :
  f 0%nat = c -> K0 0%nat = c -> K1 0%nat = 0 -> K2 0%nat = 0 -> K3 0%nat = 0 ->
  (forall i, let z := w i * x + b i in
     f (S i) = f i + v i * (s3 * (z * z * z) + s2 * (z * z) + s1 * z + s0)
     /\ K0 (S i) = K0 i + v i * (s3 * (b i * b i * b i) + s2 * (b i * b i) + s1 * b i + s0)
     /\ K1 (S i) = K1 i + v i * w i * (rat 3 * s3 * (b i * b i) + rat 2 * s2 * b i + s1)
     /\ K2 (S i) = K2 i + v i * (w i * w i) * (rat 3 * s3 * b i + s2)
     /\ K3 (S i) = K3 i + v i * s3 * (w i * w i * w i)) ->
  forall n, f n = K0 n + K1 n * x + K2 n * (x * x) + K3 n * (x * x * x).
Proof.
  intros F A B C D Step n; induction n as [|n IH]; [rewrite F, A, B, C, D; linear|].
  destruct (Step n) as (-> & -> & -> & -> & ->); linear.
Qed.

(** In the second layer a unit sees a x^2 + b x + q, a sum of the first layer's units. *)
Theorem two_quadratic_layers (K : OrdField) (c s0 s1 s2 x : K)
    (v a b q f K0 K1 K2 K3 K4 : nat -> K) :
  f 0%nat = c -> K0 0%nat = c -> K1 0%nat = 0 -> K2 0%nat = 0 -> K3 0%nat = 0 -> K4 0%nat = 0 ->
  (forall i, let z := a i * (x * x) + b i * x + q i in
     f (S i) = f i + v i * (s2 * (z * z) + s1 * z + s0)
     /\ K0 (S i) = K0 i + v i * (s2 * (q i * q i) + s1 * q i + s0)
     /\ K1 (S i) = K1 i + v i * b i * (rat 2 * s2 * q i + s1)
     /\ K2 (S i) = K2 i + v i * (s2 * (b i * b i + rat 2 * a i * q i) + s1 * a i)
     /\ K3 (S i) = K3 i + v i * rat 2 * s2 * a i * b i
     /\ K4 (S i) = K4 i + v i * s2 * (a i * a i)) ->
  forall n, f n = K0 n + K1 n * x + K2 n * (x * x) + K3 n * (x * x * x) + K4 n * (x * x * x * x).
Proof.
  intros F A B C D E Step n; induction n as [|n IH]; [rewrite F, A, B, C, D, E; linear|].
  destruct (Step n) as (-> & -> & -> & -> & -> & ->); linear.
Qed.

(** ** The gap at d + 2 points.  [eval K p x] is the polynomial with the coefficients [p] at [x] *)
Lemma pad (K : OrdField) n : forall p : list K, (length p <= n)%nat ->
  exists r, length r = n /\ forall x, eval K p x = eval K r x.
Proof.
  induction n as [|n IH]; intros p L.
  - exists p; split; [lia | easy].
  - destruct p as [|a p]; simpl in L.
    + destruct (IH [] ltac:(simpl; lia)) as (r & Lr & E); exists (0 :: r); split; [simpl; lia|].
      intro x; simpl; rewrite <- E; simpl; linear.
    + destruct (IH p ltac:(lia)) as (r & Lr & E); exists (a :: r); split; [simpl; lia|].
      intro x; simpl; now rewrite E.
Qed.
Lemma abs_rat (K : OrdField) (q : Q) : abs (rat q : K) = rat (Qabs q).
Proof.
  destruct q as [[|a|a] b]; unfold Qabs, Z.abs.
  - apply abs_pos; rewrite <- (rat_zero K); now apply rat_le.
  - apply abs_pos; rewrite <- (rat_zero K); now apply rat_le.
  - transitivity (- rat (Zneg a # b) : K); [|symmetry; exact (rat_opp K (Zneg a # b))].
    apply abs_neg; rewrite <- (rat_zero K); now apply rat_le.
Qed.

Lemma abs_units (K : OrdField) : abs (0 : K) = 0 /\ abs (1 : K) = 1 /\ abs (- (1) : K) = 1.
Proof. repeat split; cases; linear. Qed.

Lemma uncons {A} n (l : list A) : length l = S n -> exists c r, l = c :: r /\ length r = n.
Proof.
  destruct l as [|c r]; [discriminate|].
  intro E; exists c, r; split; [easy | now injection E].
Qed.
Ltac all_lists p :=
  lazymatch goal with
  | L : length p = O |- _ => apply length_zero_iff_nil in L; subst p
  | L : length p = S _ |- _ =>
      let c := fresh "c" in let r := fresh "r" in
      destruct (uncons _ _ L) as (c & r & -> & ?); clear L; all_lists r
  end.
Ltac gap p :=
  let L := fresh in let r := fresh "r" in let E := fresh in
  intros under over L; destruct (pad _ _ p L) as (r & ? & E);
  unfold under, over; clear under over L; rewrite !E; clear p E; all_lists r;
  match goal with K : OrdField |- _ => destruct (abs_units K) as (-> & -> & ->) end;
  rewrite ?abs_rat; simpl eval; simpl Qabs; intros; linear.

Theorem degree_1_misses_abs (K : OrdField) (p : list K) (e : K) :
  let under x := eval K p x <= abs x + e in let over x := abs x - e <= eval K p x in
  (length p <= 2)%nat ->
  over (- (1)) -> under 0 -> over 1 -> rat (1 # 2) <= e.
Proof. gap p. Qed.

Theorem degree_3_misses_abs (K : OrdField) (p : list K) (e : K) :
  let under x := eval K p x <= abs x + e in let over x := abs x - e <= eval K p x in
  (length p <= 4)%nat ->
  under (- (1)) -> over (rat (-1 # 2)) -> under 0 -> over (rat (1 # 2)) -> under 1 ->
  rat (1 # 8) <= e.
Proof. gap p. Qed.

Theorem degree_5_misses_abs (K : OrdField) (p : list K) (e : K) :
  let under x := eval K p x <= abs x + e in let over x := abs x - e <= eval K p x in
  (length p <= 6)%nat ->
  over (- (1)) -> under (rat (-7 # 9)) -> over (rat (-2 # 7)) -> under 0 -> over (rat (2 # 7)) ->
  under (rat (7 # 9)) -> over 1 -> rat (169 # 2500) <= e.
Proof. gap p. Qed.

Theorem degree_7_misses_abs (K : OrdField) (p : list K) (e : K) :
  let under x := eval K p x <= abs x + e in let over x := abs x - e <= eval K p x in
  (length p <= 8)%nat ->
  under (- (1)) -> over (rat (-38 # 43)) -> under (rat (-4 # 7)) -> over (rat (-8 # 41)) ->
  under 0 -> over (rat (8 # 41)) -> under (rat (4 # 7)) -> over (rat (38 # 43)) -> under 1 ->
  rat (459 # 10000) <= e.
Proof. gap p. Qed.

Theorem degree_9_misses_abs (K : OrdField) (p : list K) (e : K) :
  let under x := eval K p x <= abs x + e in let over x := abs x - e <= eval K p x in
  (length p <= 10)%nat ->
  over (- (1)) -> under (rat (-40 # 43)) -> over (rat (-30 # 41)) -> under (rat (-4 # 9)) ->
  over (rat (-4 # 27)) -> under 0 -> over (rat (4 # 27)) -> under (rat (4 # 9)) ->
  over (rat (30 # 41)) -> under (rat (40 # 43)) -> over 1 -> rat (173 # 5000) <= e.
Proof. gap p. Qed.

Theorem degree_11_misses_abs (K : OrdField) (p : list K) (e : K) :
  let under x := eval K p x <= abs x + e in let over x := abs x - e <= eval K p x in
  (length p <= 12)%nat ->
  under (- (1)) -> over (rat (-41 # 43)) -> under (rat (-41 # 50)) -> over (rat (-19 # 31)) ->
  under (rat (-17 # 47)) -> over (rat (-5 # 42)) -> under 0 -> over (rat (5 # 42)) ->
  under (rat (17 # 47)) -> over (rat (19 # 31)) -> under (rat (41 # 50)) ->
  over (rat (41 # 43)) -> under 1 -> rat (139 # 5000) <= e.
Proof. gap p. Qed.

Theorem degree_17_misses_abs (K : OrdField) (p : list K) (e : K) :
  let under x := eval K p x <= abs x + e in let over x := abs x - e <= eval K p x in
  (length p <= 18)%nat ->
  over (- (1)) -> under (rat (-49 # 50)) -> over (rat (-25 # 27)) -> under (rat (-41 # 49)) ->
  over (rat (-5 # 7)) -> under (rat (-21 # 37)) -> over (rat (-19 # 47)) ->
  under (rat (-3 # 13)) -> over (rat (-3 # 40)) -> under 0 -> over (rat (3 # 40)) ->
  under (rat (3 # 13)) -> over (rat (19 # 47)) -> under (rat (21 # 37)) -> over (rat (5 # 7)) ->
  under (rat (41 # 49)) -> over (rat (25 # 27)) -> under (rat (49 # 50)) -> over 1 ->
  rat (87 # 5000) <= e.
Proof. gap p. Qed.

(** ** With depth: differences of units leave a quadratic, and quadratics multiply *)
Theorem line_misses_abs_by_half (K : OrdField) (c1 c0 e : K) :
  1 - e <= c0 - c1 -> c0 <= e -> 1 - e <= c0 + c1 -> rat (1 # 2) <= e.
Proof. intros; linear. Qed.

Section Identities.
Variable K : CRing.
Add Ring Kring : (ring_ax K).

(** a, b, c are the differences of f at t, of order k, k + 1 and k - 1. *)
Theorem difference_of_a_product (t k a b c : K) :
  (t + 1 + k) * (a + b) + k * (c + a) - ((t + k) * a + k * c) = (t + k + 1) * b + (k + 1) * a.
Proof. ring. Qed.

Theorem next_quadratic (t n c2 c1 c0 : K) :
  let q z := c2 * (z * z) + c1 * z + c0 in
  (t + n + 1) * (q (t + 1) - q t) + (n + 1) * q t
  = (n + (1 + 1 + 1)) * c2 * (t * t)
    + (c2 + c1 + (1 + 1) * (n + 1) * c2 + (n + 1) * c1) * t + (n + 1) * (c2 + c1 + c0).
Proof. intro q; unfold q; ring. Qed.

Theorem product_of_four_units (x y c2 c1 c0 : K) :
  let q z := c2 * (z * z) + c1 * z + c0 in q (x + y) - q x - q y + q 0 = (1 + 1) * c2 * x * y.
Proof. intro q; unfold q; ring. Qed.

Theorem copy_of_four_units (t c2 c1 c0 : K) :
  let q z := c2 * (z * z) + c1 * z + c0 in q (t + 1) - q t - q 1 + q 0 = (1 + 1) * c2 * t.
Proof. intro q; unfold q; ring. Qed.
End Identities.

Theorem leading_coefficient (K : OrdField) (a : K) (c n : nat -> K) :
  a <> 0 -> c 0%nat = a -> n 0%nat = 0 ->
  (forall i, c (S i) = (n i + rat 3) * c i /\ n (S i) = n i + 1) ->
  forall i, c i <> 0 /\ 0 <= n i.
Proof.
  intros A C N Step i; induction i as [|i [I P]]; [rewrite C, N; split; [exact A | linear]|].
  destruct (Step i) as [-> ->]; split; [intro Z | linear].
  destruct (no_zero_divisors K _ _ Z) as [Z'|Z']; [linear | contradiction].
Qed.
