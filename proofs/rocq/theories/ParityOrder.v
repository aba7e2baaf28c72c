(** * Of all Boolean functions of n bits, only parity and its negation need degree n

    A point is a list of n bits, a product of inputs a list of n marks, a polynomial a list of
    products with their coefficients.  On bits x^2 = x, so these are all polynomials, and the
    degree is < n if each product misses an input.

    Let chi(x) = 1 or -1 for an even or odd number of ones.  The sum of chi(x) g(x) over all points
    is 0 if g is a polynomial of degree < n, and (up to its sign) it is the coefficient of
    x1...xn if g is any function, written as a polynomial.  If g has the sign of parity, all the
    terms of the sum have one sign, so the degree is n.  If f is neither parity nor its negation,
    it agrees with parity at some points, A of them, and differs at others, B of them.  Take
    B and A as the sizes of the values there, with the signs of f: the sum is 0. *)
From NL Require Import Base Search Xor Parity.
Local Open Scope nl_scope.

Fixpoint odd_ones (x : list bool) : bool :=
  match x with [] => false | v :: r => xorb v (odd_ones r) end.

(** A property of points holds for all of them, or fails at one. *)
Lemma all_or_one (n : nat) : forall (f h : list bool -> bool),
  (forall x, length x = n -> f x = h x) \/ (exists x, length x = n /\ f x <> h x).
Proof.
  induction n as [|n IH]; intros f h.
  - destruct (Bool.bool_dec (f []) (h [])) as [E|N]; [left | right; now exists []].
    now intros [|v x] L.
  - destruct (IH (fun x => f (false :: x)) (fun x => h (false :: x))) as [A|(x & L & N)].
    + destruct (IH (fun x => f (true :: x)) (fun x => h (true :: x))) as [B|(x & L & N)].
      * left; intros [|[] x] L; [discriminate | apply B | apply A]; now injection L.
      * right; exists (true :: x); simpl; auto.
    + right; exists (false :: x); simpl; auto.
Qed.

Section Order.
Variable K : OrdField.
Add Ring Kring : (ring_ax K).

Fixpoint bit_product (marks x : list bool) : K :=
  match marks, x with
  | m :: marks', v :: x' => (if m then num v else 1) * bit_product marks' x'
  | _, _ => 1
  end.
Fixpoint bit_poly (p : list (K * list bool)) (x : list bool) : K :=
  match p with [] => 0 | (c, marks) :: r => c * bit_product marks x + bit_poly r x end.

(** ** The sum over all points *)
Fixpoint sum_over (n : nat) (g : list bool -> K) : K :=
  match n with
  | O => g []
  | S k => sum_over k (fun x => g (false :: x)) + sum_over k (fun x => g (true :: x))
  end.
Definition chi (x : list bool) : K := if odd_ones x then - (1) else 1.
Lemma chi_true x : chi (true :: x) = - chi x.
Proof. unfold chi; simpl; destruct (odd_ones x); simpl; ring. Qed.
Lemma chi_false x : chi (false :: x) = chi x.
Proof. unfold chi; simpl; now destruct (odd_ones x). Qed.

Lemma sum_over_ext n : forall g h, (forall x, length x = n -> g x = h x) ->
  sum_over n g = sum_over n h.
Proof.
  induction n as [|n IH]; simpl; intros g h E; [now apply E|].
  f_equal; apply IH; intros x L; apply E; simpl; now rewrite L.
Qed.
Lemma sum_over_add n : forall g h,
  sum_over n (fun x => g x + h x) = sum_over n g + sum_over n h.
Proof. induction n as [|n IH]; simpl; intros g h; [ring | rewrite !IH; ring]. Qed.
Lemma sum_over_mul n : forall c g, sum_over n (fun x => c * g x) = c * sum_over n g.
Proof. induction n as [|n IH]; simpl; intros c g; [ring | rewrite !IH; ring]. Qed.
Lemma sum_over_nonneg n : forall g, (forall x, length x = n -> 0 <= g x) -> 0 <= sum_over n g.
Proof.
  induction n as [|n IH]; simpl; intros g H; [now apply H|].
  apply add_nonneg; apply IH; intros x L; apply H; simpl; now rewrite L.
Qed.
Lemma sum_over_pos n : forall g y, (forall x, length x = n -> 0 <= g x) ->
  length y = n -> 0 < g y -> 0 < sum_over n g.
Proof.
  induction n as [|n IH]; simpl; intros g y H L P.
  - destruct y; [exact P | discriminate].
  - assert (H' : forall v x, length x = n -> 0 <= g (v :: x)).
    { intros v x E; apply H; simpl; now rewrite E. }
    destruct y as [|[] y]; [discriminate | |]; injection L as L.
    + apply add_nonneg_pos; [apply sum_over_nonneg; auto | apply (IH _ y); auto].
    + apply add_pos_nonneg; [apply (IH _ y); auto | apply sum_over_nonneg; auto].
Qed.

(** A product that misses an input: its sum with the signs chi is 0. *)
Lemma chi_product (marks : list bool) : In false marks ->
  sum_over (length marks) (fun x => chi x * bit_product marks x) = 0.
Proof.
  induction marks as [|m marks IH]; simpl; [easy|]; intro I.
  rewrite (sum_over_ext _ (fun x => chi (true :: x) * _)
             (fun x => - (1) * (chi x * bit_product marks x)))
    by (intros x _; rewrite chi_true; unfold num; destruct m; ring).
  rewrite sum_over_mul; destruct m.
  - rewrite IH by (destruct I; easy).
    rewrite (sum_over_ext _ _ (fun x => 0 * (chi x * bit_product marks x)))
      by (intros x _; rewrite chi_false; unfold num; ring).
    rewrite sum_over_mul; ring.
  - rewrite (sum_over_ext _ _ (fun x => chi x * bit_product marks x))
      by (intros x _; rewrite chi_false; ring).
    ring.
Qed.
Lemma chi_poly n (p : list (K * list bool)) :
  (forall c marks, In (c, marks) p -> length marks = n /\ In false marks) ->
  sum_over n (fun x => chi x * bit_poly p x) = 0.
Proof.
  induction p as [|[c marks] p IH]; simpl; intro H.
  - rewrite (sum_over_ext _ _ (fun x => 0 * chi x)) by (intros; ring); rewrite sum_over_mul; ring.
  - rewrite (sum_over_ext _ _ (fun x => c * (chi x * bit_product marks x) + chi x * bit_poly p x))
      by (intros; ring).
    rewrite sum_over_add, sum_over_mul, IH by (intros d S I; apply (H d S); auto).
    destruct (H c marks (or_introl eq_refl)) as [<- I]; rewrite chi_product by exact I; ring.
Qed.

(** ** Any function is a polynomial; one coefficient belongs to the product of all inputs *)
Fixpoint interpolate (n : nat) (g : list bool -> K) : list (K * list bool) :=
  match n with
  | O => [(g [], [])]
  | S k =>
      map (fun t => (fst t, false :: snd t)) (interpolate k (fun x => g (false :: x))) ++
      map (fun t => (fst t, true :: snd t))
          (interpolate k (fun x => g (true :: x) - g (false :: x)))
  end.
Definition misses (t : K * list bool) : bool := existsb negb (snd t).
Fixpoint top (p : list (K * list bool)) : K :=
  match p with [] => 0 | t :: r => (if misses t then 0 else fst t) + top r end.

Lemma bit_poly_app p q x : bit_poly (p ++ q) x = bit_poly p x + bit_poly q x.
Proof. induction p as [|[c m] p IH]; simpl; [|rewrite IH]; ring. Qed.
Lemma bit_poly_map m v p x :
  bit_poly (map (fun t => (fst t, m :: snd t)) p) (v :: x)
  = (if m then num v else 1) * bit_poly p x.
Proof. induction p as [|[c s] p IH]; simpl; [|rewrite IH]; ring. Qed.
Lemma interpolate_value n : forall g x, length x = n -> bit_poly (interpolate n g) x = g x.
Proof.
  induction n as [|n IH]; intros g [|v x] L; try discriminate; simpl; [ring|].
  injection L as L; rewrite bit_poly_app, !bit_poly_map, !IH by exact L.
  destruct v; unfold num; ring.
Qed.
Lemma interpolate_length n : forall g c marks, In (c, marks) (interpolate n g) -> length marks = n.
Proof.
  induction n as [|n IH]; simpl; intros g c marks I.
  - destruct I as [E|[]]; now inversion E.
  - apply in_app_or in I as [I|I]; apply in_map_iff in I as ([d s] & E & I);
      inversion E; subst; simpl; f_equal; exact (IH _ _ _ I).
Qed.

Lemma top_app p q : top (p ++ q) = top p + top q.
Proof. induction p as [|t p IH]; simpl; [|rewrite IH]; ring. Qed.
Lemma top_map (m : bool) p :
  top (map (fun t => (fst t, m :: snd t)) p) = if m then top p else 0.
Proof.
  induction p as [|[c s] p IH]; simpl; [now destruct m|]; rewrite IH.
  unfold misses; destruct m; simpl; [reflexivity | ring].
Qed.
Fixpoint flips (n : nat) : K := match n with O => 1 | S k => - flips k end.
Lemma top_interpolate n : forall g,
  top (interpolate n g) = flips n * sum_over n (fun x => chi x * g x).
Proof.
  induction n as [|n IH]; intro g; simpl; [unfold misses, chi; simpl; ring|].
  rewrite top_app, !top_map, IH.
  rewrite (sum_over_ext n (fun x => chi (false :: x) * _) (fun x => chi x * g (false :: x)))
    by (intros; now rewrite chi_false).
  rewrite (sum_over_ext n (fun x => chi (true :: x) * _)
             (fun x => - (1) * (chi x * g (true :: x)))) by (intros; rewrite chi_true; ring).
  rewrite (sum_over_ext n (fun x => chi x * (_ - _))
             (fun x => chi x * g (true :: x) + - (1) * (chi x * g (false :: x)))) by (intros; ring).
  rewrite sum_over_add, !sum_over_mul; ring.
Qed.

(** Products without a gap are all the same on points of their length; so they can be left out
    if their coefficients add up to 0. *)
Lemma full_product (marks marks' x : list bool) : existsb negb marks = false ->
  existsb negb marks' = false -> length marks = length marks' ->
  bit_product marks x = bit_product marks' x.
Proof.
  revert marks' x; induction marks as [|[] marks IH]; intros [|[] marks'] x A B' L;
    try discriminate; [reflexivity|]; destruct x as [|v x]; [reflexivity|]; simpl in *.
  f_equal; apply IH; auto.
Qed.
Lemma leave_out n (p : list (K * list bool)) (x : list bool) :
  (forall c marks, In (c, marks) p -> length marks = n) ->
  bit_poly p x = bit_poly (filter misses p) x + top p * bit_product (repeat true n) x.
Proof.
  assert (F : existsb negb (repeat true n) = false) by (induction n; simpl; auto).
  induction p as [|[c marks] p IH]; simpl; intro H; [ring|].
  rewrite IH by (intros d s I; apply (H d s); auto).
  change (misses (c, marks)) with (existsb negb marks); simpl.
  destruct (existsb negb marks) eqn:E; simpl; [ring|].
  rewrite (full_product marks (repeat true n) x E F); [ring|].
  rewrite repeat_length; apply (H c marks); auto.
Qed.

(** ** The theorem *)
Definition of_degree_below (n : nat) (p : list (K * list bool)) :=
  forall c marks, In (c, marks) p -> length marks = n /\ In false marks.
Definition has_sign (n : nat) (p : list (K * list bool)) (f : list bool -> bool) :=
  forall x, length x = n -> (0 < bit_poly p x <-> f x = true).

(** [s] is false for parity, and true for its negation. *)
Lemma parity_needs_all n p s : (0 < n)%nat -> of_degree_below n p ->
  has_sign n p (fun x => xorb s (odd_ones x)) -> False.
Proof.
  intros N D H; assert (Z := chi_poly n p D).
  set (e := if s then 1 else - (1) : K).
  assert (T : forall x, length x = n -> 0 <= e * (chi x * bit_poly p x)
                        /\ (xorb s (odd_ones x) = true -> 0 < e * (chi x * bit_poly p x))).
  { intros x L; specialize (H x L); destruct (xorb s (odd_ones x)) eqn:E.
    - assert (P : 0 < bit_poly p x) by now apply H.
      unfold e, chi; destruct s, (odd_ones x); try discriminate; split; intros; linear.
    - assert (P : bit_poly p x <= 0) by (apply not_lt_le; intro F; now apply H in F).
      split; [|easy]; unfold e, chi; destruct s, (odd_ones x); try discriminate; linear. }
  assert (Y : exists y, length y = n /\ xorb s (odd_ones y) = true).
  { destruct n as [|n]; [lia|]; exists (negb s :: repeat false n); simpl; rewrite repeat_length.
    assert (O : odd_ones (repeat false n) = false) 
      by (clear; induction n as [|m E]; simpl; [|rewrite E]; reflexivity).
    rewrite O; now destruct s. }
  destruct Y as (y & L & Y).
  assert (P := sum_over_pos n _ y (fun x L => proj1 (T x L)) L (proj2 (T y L) Y)).
  rewrite sum_over_mul, Z in P; linear.
Qed.

Lemma others_need_less n f : (exists x, length x = n /\ f x <> odd_ones x) ->
  (exists x, length x = n /\ f x <> negb (odd_ones x)) ->
  exists p, of_degree_below n p /\ has_sign n p f.
Proof.
  intros (x1 & L1 & N1) (x2 & L2 & N2).
  set (same := fun x => if Bool.eqb (f x) (odd_ones x) then 1 else 0 : K).
  set (other := fun x => if Bool.eqb (f x) (odd_ones x) then 0 else 1 : K).
  set (A := sum_over n same); set (C := sum_over n other).
  assert (PA : 0 < A).
  { apply (sum_over_pos n same x2); unfold same; intros; try exact L2.
    - destruct Bool.eqb; linear.
    - destruct (f x2), (odd_ones x2); try easy; simpl; linear. }
  assert (PC : 0 < C).
  { apply (sum_over_pos n other x1); unfold other; intros; try exact L1.
    - destruct Bool.eqb; linear.
    - destruct (f x1), (odd_ones x1); try easy; simpl; linear. }
  set (g := fun x => (if f x then 1 else - (1)) * (C * same x + A * other x)).
  assert (G : sum_over n (fun x => chi x * g x) = 0).
  { rewrite (sum_over_ext n _ (fun x => - C * same x + A * other x)).
    - rewrite sum_over_add, !sum_over_mul; fold A C; ring.
    - intros x _; unfold g, same, other, chi; destruct (f x), (odd_ones x); simpl; ring. }
  exists (filter misses (interpolate n g)); split.
  - intros c marks I; apply filter_In in I as [I M]; split;
      [exact (interpolate_length n g c marks I)|].
    apply existsb_exists in M as ([] & J & E); [discriminate | exact J].
  - intros x L; assert (V := leave_out n (interpolate n g) x (interpolate_length n g)).
    rewrite interpolate_value, top_interpolate, G in V by exact L.
    replace (bit_poly (filter misses (interpolate n g)) x) with (g x) by (rewrite V; ring).
    assert (P : 0 < C * same x + A * other x).
    { unfold same, other; destruct Bool.eqb; linear. }
    unfold g; destruct (f x); split; intro F; [reflexivity | linear | exfalso; linear | easy].
Qed.

Theorem parity_order (n : nat) (f : list bool -> bool) : (0 < n)%nat ->
  (exists p : list (K * list bool),
     (forall c marks, In (c, marks) p -> length marks = n /\ In false marks)
     /\ (forall x, length x = n -> (0 < bit_poly p x <-> f x = true)))
  <-> (exists x, length x = n /\ f x <> odd_ones x)
      /\ (exists x, length x = n /\ f x <> negb (odd_ones x)).
Proof.
  intro N; split; [|intros [A B']; exact (others_need_less n f A B')].
  intros (p & D & H); split.
  - destruct (all_or_one n f odd_ones) as [E|X]; [exfalso | exact X].
    apply (parity_needs_all n p false N D); intros x L; rewrite (H x L), (E x L).
    now destruct (odd_ones x).
  - destruct (all_or_one n f (fun x => negb (odd_ones x))) as [E|X]; [exfalso | exact X].
    apply (parity_needs_all n p true N D); intros x L; rewrite (H x L), (E x L).
    now destruct (odd_ones x).
Qed.

(** The last of the six sums in [Parity.v], and what they are for. *)
Theorem balance_and_order :
  (forall (a b : K) (steps : list K),
     let '(A, k, m) := fold_left
       (fun (s : K * K * K) e => (fst (fst s) + e * b - (1 - e) * a,
                                  snd (fst s) + e, snd s + (1 - e))) steps (0, 0, 0) in
     A = b * k - a * m)
  /\ (forall (n : nat) (f : list bool -> bool), (0 < n)%nat ->
        (exists p : list (K * list bool),
           (forall c marks, In (c, marks) p -> length marks = n /\ In false marks)
           /\ (forall x, length x = n -> (0 < bit_poly p x <-> f x = true)))
        <-> (exists x, length x = n /\ f x <> odd_ones x)
            /\ (exists x, length x = n /\ f x <> negb (odd_ones x))).
Proof. exact (conj (balance K) parity_order). Qed.
End Order.

Arguments bit_product {_} _ _.  Arguments bit_poly {_} _ _.
