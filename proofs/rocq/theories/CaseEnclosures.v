(** * exp, log and sqrt of a fraction, between two fractions

    A certificate may say that the value at a fraction lies between two others.  That is checked
    here with whole numbers.  A lower bound of exp(x) comes from exp(x) >= 1 + x + … + xᵐ/m!
    for odd m, at x/2ⁿ, which is then squared n times, rounded down each time.  Everything else
    follows from it: exp(x) exp(-x) = 1, exp is increasing, and log is its inverse. *)
From Coq Require Import ZArith QArith.
From NL Require Import Base CaseRationals CaseExpressions CasePolynomials.

(** The largest multiple of 1/s that is at most q. *)
Definition round_down (s : positive) (q : Q) : Q :=
  Z.div (Qnum q * Zpos s) (Zpos (Qden q)) # s.
(** The last term of the series and its sum, over one common denominator. *)
Fixpoint series (m : nat) (u : Q) : Q * Q :=
  match m with
  | O => (1%Q, 1%Q)
  | S k =>
      let (t, s) := series k u in
      let d := (Qden u * Pos.of_succ_nat k)%positive in
      let last := Qnum t * Qnum u # Qden t * d in
      (last, Qnum s * Zpos d + Qnum last # Qden t * d)
  end.
Definition half (x : Q) : Q := Qnum x # 2 * Qden x.
Fixpoint exp_lower (n m : nat) (s : positive) (x : Q) : Q :=
  match n with
  | O => round_down s (snd (series m x))
  | S k => let t := exp_lower k m s (half x) in
           if Qle_bool 0 t then round_down s (t * t) else 0
  end.
(** How far to go: halvings, degree, and the denominator of what is rounded. *)
Record effort := { halvings : nat; degree : nat; unit_of_rounding : positive }.
Definition lower (e : effort) (x : Q) : Q :=
  exp_lower (halvings e) (degree e) (unit_of_rounding e) x.
Definition q_less (a b : Q) : bool := negb (Qle_bool b a).
Definition encloses (f : operator) (e : effort) (x a b : Q) : bool :=
  match f with
  | OExp => (Nat.odd (degree e) && Qle_bool a (lower e x)
             && q_less 0 (lower e (- x)) && Qle_bool 1 (b * lower e (- x)))%bool
  | OLog => if Qle_bool x 0 then (Qle_bool a 0 && Qle_bool 0 b)%bool
            else (Nat.odd (degree e) && q_less 0 (lower e (- a))
                  && Qle_bool 1 (x * lower e (- a)) && Qle_bool x (lower e b))%bool
  | OSqrt => if Qle_bool x 0 then (Qle_bool a 0 && Qle_bool 0 b)%bool
             else ((Qle_bool a 0 || Qle_bool (a * a) x) && Qle_bool 0 b && Qle_bool x (b * b))%bool
  | _ => false
  end.

Section Enclosures.
Variable K : OrdField.
Variable F : Functions K.
Hypothesis L : lawful F.
Add Ring Kring : (ring_ax K).

Lemma round_down_le s q : (round_down s q <= q)%Q.
Proof.
  unfold round_down, Qle; simpl.
  assert (D := Z.mul_div_le (Qnum q * Zpos s) (Zpos (Qden q)) ltac:(lia)); lia.
Qed.
Lemma qle_ok a b : Qle_bool a b = true -> (of_Q a : K) <= of_Q b.
Proof. intro H; now apply of_Q_le, Qle_bool_iff. Qed.
Lemma qless_ok a b : q_less a b = true -> (of_Q a : K) < of_Q b.
Proof.
  unfold q_less; intro H; apply Bool.negb_true_iff in H; apply lt_sub; rewrite <- of_Q_sub.
  apply of_Q_pos, (proj1 (Qlt_minus_iff a b)), Qnot_le_lt; intro C; apply Qle_bool_iff in C.
  congruence.
Qed.

Lemma series_ok m u : Qden (fst (series m u)) = Qden (snd (series m u)) /\
  of_Q (fst (series m u)) = of_Q (1 # factorial m) * npow (of_Q u) m :> K /\
  of_Q (snd (series m u)) = taylor m (of_Q u) :> K.
Proof.
  induction m as [|m (D & T & S)];
    [cbn [series fst snd factorial npow taylor]; change (1 # 1)%Q with 1%Q; rewrite of_Q_one;
     repeat split; ring|].
  cbn [series]; destruct (series m u) as (t, s); cbn [fst snd Qden Qnum] in *.
  set (d := (Qden u * Pos.of_succ_nat m)%positive).
  assert (E : of_Q (Qnum t * Qnum u # Qden t * d) =
              of_Q (1 # factorial (Datatypes.S m)) * npow (of_Q u) (Datatypes.S m) :> K).
  { cbn [npow factorial].
    transitivity ((of_Q (1 # Pos.of_succ_nat m) : K) * of_Q (1 # factorial m) *
                  (of_Q u * npow (of_Q u) m)).
    - transitivity ((of_Q (1 # Pos.of_succ_nat m) : K) * of_Q u * of_Q t); [|rewrite T; ring].
      rewrite <- !of_Q_mul; apply of_Q_eq; unfold Qeq, d; cbn [Qnum Qden Qmult].
      rewrite !Pos2Z.inj_mul; ring.
    - rewrite <- of_Q_mul; f_equal; apply of_Q_eq; reflexivity. }
  split; [reflexivity|]; split; [exact E|].
  cbn [taylor]; rewrite <- S, <- E, <- of_Q_add; apply of_Q_eq.
  unfold Qeq; cbn [Qnum Qden Qplus]; rewrite <- D; rewrite !Pos2Z.inj_mul; ring.
Qed.
Lemma half_ok x : (of_Q x : K) = of_Q (half x) + of_Q (half x).
Proof.
  rewrite <- of_Q_add; apply of_Q_eq; unfold half, Qeq; cbn [Qnum Qden Qplus].
  rewrite !Pos2Z.inj_mul; ring.
Qed.
Lemma exp_lower_ok n m s : Nat.odd m = true ->
  forall x, of_Q (exp_lower n m s x) <= fexp F (of_Q x).
Proof.
  intro O; induction n as [|n IH]; intro x; cbn [exp_lower].
  - apply (le_trans K _ (of_Q (snd (series m x)))); [apply of_Q_le, round_down_le|].
    rewrite (proj2 (proj2 (series_ok m x))); apply (exp_taylor L); now apply Nat.odd_spec.
  - set (t := exp_lower n m s (half x)) in *; specialize (IH (half x)); fold t in IH.
    destruct (Qle_bool 0 t) eqn:P.
    + apply qle_ok in P; rewrite of_Q_zero in P.
      apply (le_trans K _ (of_Q (t * t))); [apply of_Q_le, round_down_le|].
      rewrite (half_ok x), (exp_add L), of_Q_mul; set (y := fexp F (of_Q (half x))) in *.
      assert (Y : 0 <= y) by (now apply (le_trans K _ (of_Q t))).
      apply le_sub in IH; by_cert (add_nonneg (mul_nonneg P IH) (mul_nonneg Y IH)).
    + rewrite of_Q_zero; apply lt_le, (exp_pos L).
Qed.
Lemma exp_zero : fexp F 0 = 1.
Proof.
  assert (P := exp_pos L 0); assert (E := exp_add L 0 0).
  replace (0 + 0) with (0 : K) in E by ring.
  apply (cancel K _ _ (fexp F 0)); [now apply pos_neq|]; rewrite <- E; ring.
Qed.
Lemma exp_opp u : fexp F u * fexp F (- u) = 1.
Proof. rewrite <- (exp_add L), <- exp_zero; f_equal; ring. Qed.
Lemma exp_increasing (u v : K) : u < v -> fexp F u < fexp F v.
Proof.
  intro H; assert (T := exp_taylor L 1 (v - u) ltac:(now exists 0%nat)); simpl in T.
  assert (E : fexp F v = fexp F u * fexp F (v - u)) by (rewrite <- (exp_add L); f_equal; ring).
  rewrite E; apply le_sub in T; apply lt_sub in H; assert (P := exp_pos L u).
  rewrite of_Q_one in T.
  by_cert (add_pos_nonneg (mul_pos P H) (mul_nonneg (lt_le P) T)).
Qed.
(** 1 <= b times a lower bound of exp(-x), so that exp(x) <= b. *)
Lemma exp_upper (x l b : K) : 0 < l -> l <= fexp F (- x) -> 1 <= b * l -> fexp F x <= b.
Proof.
  intros P H B; apply not_lt_le; intro G; assert (E := exp_opp x).
  apply le_sub in H, B; apply lt_sub in G; rewrite <- E in B.
  by_cert (add_pos_nonneg (mul_pos P G) (add_nonneg (mul_nonneg (lt_le (exp_pos L x)) H) B)).
Qed.
Lemma square_le (a b : K) : 0 <= b -> a * a <= b * b -> a <= b.
Proof.
  intros B H; apply not_lt_le; intro G; apply lt_sub in G; apply le_sub in H.
  assert (A : 0 < a) by by_cert (add_pos_nonneg G B).
  by_cert (add_pos_nonneg (mul_pos G A) (add_nonneg (mul_nonneg (lt_le G) B) H)).
Qed.

Theorem encloses_ok f e x a b : encloses f e x a b = true ->
  of_Q a <= apply_op F f (of_Q x) /\
  apply_op F f (of_Q x) <= of_Q b.
Proof.
  destruct f; try discriminate; cbn [encloses apply_op].
  - rewrite !Bool.andb_true_iff; intros (((O & A) & P) & B).
    apply qle_ok in A, B; apply qless_ok in P; rewrite of_Q_zero in P;
    rewrite of_Q_one, of_Q_mul in B.
    assert (N := exp_lower_ok (halvings e) _ (unit_of_rounding e) O (- x)); rewrite of_Q_opp in N.
    split; [|exact (exp_upper _ _ _ P N B)].
    apply (le_trans K _ _ _ A); now apply exp_lower_ok.
  - destruct (Qle_bool x 0) eqn:X.
    + rewrite Bool.andb_true_iff; intros (A & B); apply qle_ok in A, B, X; rewrite of_Q_zero in *.
      now rewrite (log_else L).
    + rewrite !Bool.andb_true_iff; intros (((O & P) & A) & B).
      assert (X' : 0 < (of_Q x : K))
        by (rewrite <- of_Q_zero; apply qless_ok; unfold q_less; now rewrite X).
      assert (E := exp_log L _ X').
      apply qle_ok in A, B; apply qless_ok in P; rewrite of_Q_zero in P;
      rewrite of_Q_one, of_Q_mul in A.
      assert (N := exp_lower_ok (halvings e) _ (unit_of_rounding e) O (- a)); rewrite of_Q_opp in N.
      assert (U := exp_upper _ _ _ P N A).
      assert (M := exp_lower_ok (halvings e) _ (unit_of_rounding e) O b).
      split; apply not_lt_le; intro G; apply exp_increasing in G; rewrite E in G.
      * exact (G U).
      * exact (G (le_trans K _ _ _ B M)).
  - destruct (Qle_bool x 0) eqn:X.
    + rewrite Bool.andb_true_iff; intros (A & B); apply qle_ok in A, B, X; rewrite of_Q_zero in *.
      now rewrite (sqrt_else L).
    + rewrite !Bool.andb_true_iff, Bool.orb_true_iff; intros ((A & B) & C).
      assert (X' : 0 < (of_Q x : K))
        by (rewrite <- of_Q_zero; apply qless_ok; unfold q_less; now rewrite X).
      assert (S := sqrt_square L _ (lt_le X')); assert (N := sqrt_nonneg L (of_Q x)).
      apply qle_ok in B, C; rewrite of_Q_zero in B; rewrite of_Q_mul in C; split.
      * destruct A as [A|A]; apply qle_ok in A.
        -- rewrite of_Q_zero in A; now apply (le_trans K _ 0).
        -- apply square_le; [exact N|]; rewrite S; now rewrite of_Q_mul in A.
      * apply square_le; [exact B|]; now rewrite S.
Qed.
End Enclosures.
