(** * Linear inequalities: a solution, or a contradiction that adds them up

    A system consists of rows r, each of which asks for r.x >= 0 or, if it is strict, r.x > 0.
    Either some x does what they all ask, or positive multiples of the rows add up to 0 with a
    strict one among them, which reads 0 > 0 (Motzkin's theorem of alternatives).

    The proof eliminates one variable after the other (Fourier and Motzkin).  Rows with r_n > 0
    bound x_n from below, rows with r_n < 0 from above.  There is room for x_n as soon as each
    lower bound leaves room below each upper one; and that is a row without x_n, a positive
    combination of the two.  In the end there are no variables: a strict row asks for 0 > 0, or
    there is nothing left to ask. *)
From NL Require Import Base Affine.

Section Alternatives.
Variable K : OrdField.
Add Ring Kring : (ring_ax K).
Notation vector := (nat -> K).

(** ** Positive, strictly or not *)
Definition pos (s : bool) (z : K) := if s then 0 < z else 0 <= z.

Lemma pos_add s s' a b : pos s a -> pos s' b -> pos (s || s') (a + b).
Proof.
  destruct s, s'; simpl; intros A B'.
  - now apply add_pos. - now apply add_pos_nonneg. - now apply add_nonneg_pos.
  - now apply add_nonneg.
Qed.
Lemma pos_mul s l a : 0 < l -> pos s a -> pos s (l * a).
Proof.
  destruct s; intros L A; [now apply mul_pos | apply mul_nonneg; [now apply lt_le | exact A]].
Qed.
Lemma pos_or_l s s' a : pos (s || s') a -> pos s a.
Proof. destruct s, s'; simpl; auto; apply lt_le. Qed.
Lemma pos_or_r s s' a : pos (s || s') a -> pos s' a.
Proof. rewrite Bool.orb_comm; apply pos_or_l. Qed.

Lemma pos_of_pos s a : pos true a -> pos s a.
Proof. now destruct s; [|apply lt_le]. Qed.

Lemma opp_pos (x : K) : x < 0 -> 0 < - x.
Proof. intro X; apply lt_sub in X; by_cert X. Qed.
Lemma opp_neg (x : K) : 0 < - x -> x < 0.
Proof. intro X; apply lt_sub; by_cert X. Qed.

Lemma inv_pos (x : K) : 0 < x -> exists y, 0 < y /\ x * y = 1.
Proof.
  intro X; exists (inv x); assert (E := inv_r K x (pos_neq K x X)); split; [|exact E].
  destruct (sign K (inv x)) as [H|[H|H]]; [exact H| |]; exfalso.
  - apply (one_neq_zero K); rewrite <- E, H; ring.
  - apply (lt_irrefl K 0); apply lt_sub.
    replace (0 - 0) with (1 + x * - inv x) by (rewrite <- E; ring).
    apply add_pos; [apply one_pos | now apply mul_pos].
Qed.

(** ** Room for one number between bounds

    A bound (s, x) asks for t - x to be positive; upper bounds of t are lower bounds of -t. *)
Notation bound := (bool * K)%type.
Definition above (t : K) (b : bound) := pos (fst b) (t - snd b).

Lemma greatest_bound (L : list bound) :
  L = [] \/ exists m, In m L /\ forall t, above t m -> forall b, In b L -> above t b.
Proof.
  assert (total : forall a b : bound, (forall t, above t a -> above t b) \/
                                      (forall t, above t b -> above t a)).
  { intros [s x] [s' y]; unfold above; simpl.
    destruct (sign K (x - y)) as [P|[E|P]]; [left|destruct s; [left|right]|right]; intros t T.
    - apply (pos_of_pos s'); replace (t - y) with ((x - y) + (t - x)) by ring.
      now apply (pos_add true s).
    - apply pos_of_pos; replace (t - y) with ((x - y) + (t - x)) by ring.
      rewrite E; now replace (0 + (t - x)) with (t - x) by ring.
    - apply (pos_or_l false s'); replace (t - x) with ((t - y) - (x - y)) by ring.
      rewrite E; replace (t - y - 0) with (t - y) by ring; exact T.
    - apply (pos_of_pos s); replace (t - x) with (- (x - y) + (t - y)) by ring.
      now apply (pos_add true s'). }
  induction L as [|a L [->|(m & I & M)]]; [now left | right; exists a | right].
  - split; [now left|]; intros t T b [<-|[]]; exact T.
  - destruct (total a m) as [A|A]; [exists a | exists m]; (split; [simpl; auto|]);
      intros t T b [<-|B']; auto.
Qed.

Definition half : K := inv (1 + 1).
Lemma half_pos : 0 < half /\ half + half = 1.
Proof.
  assert (E := inv_r K (1 + 1) (two_neq_zero K)); fold half in E; split.
  - destruct (inv_pos (1 + 1) (two_pos K)) as (y & Y & F).
    replace half with y; [exact Y|].
    transitivity ((1 + 1) * half * y); [rewrite E; ring|].
    transitivity (half * ((1 + 1) * y)); [ring | rewrite F; ring].
  - transitivity ((1 + 1) * half); [ring | exact E].
Qed.

Lemma room_between (L U : list bound) :
  (forall a b, In a L -> In b U -> pos (fst a || fst b) (- snd b - snd a)) ->
  exists t, (forall a, In a L -> above t a) /\ (forall b, In b U -> above (- t) b).
Proof.
  intro C; destruct half_pos as [H E]; assert (O := one_pos K).
  assert (next : forall m : bound, above (snd m + 1) m).
  { intros [s x]; unfold above; simpl; replace (x + 1 - x) with (1 : K) by ring.
    now destruct s; [|apply lt_le]. }
  destruct (greatest_bound L) as [->|(m & I & M)];
    destruct (greatest_bound U) as [->|(m' & I' & M')].
  - exists 0; split; intros _ [].
  - exists (- (snd m' + 1)); split; [intros _ []|]; apply M'.
    replace (- - (snd m' + 1)) with (snd m' + 1) by ring; apply next.
  - exists (snd m + 1); split; [apply M, next | intros _ []].
  - specialize (C m m' I I'); exists (half * (snd m - snd m')).
    split; [apply M | apply M']; unfold above.
    + replace (half * (snd m - snd m') - snd m) with (half * (- snd m' - snd m)).
      * now apply pos_mul, (pos_or_l _ (fst m')).
      * transitivity (half * (snd m - snd m') - (half + half) * snd m); [ring|rewrite E; ring].
    + replace (- (half * (snd m - snd m')) - snd m') with (half * (- snd m' - snd m)).
      * now apply pos_mul, (pos_or_r (fst m)).
      * transitivity (- (half * (snd m - snd m')) - (half + half) * snd m');
          [ring|rewrite E; ring].
Qed.

(** ** Systems and their certificates *)
Notation row := (bool * vector)%type.
Definition dot (n : nat) (r x : vector) : K := sum n (fun i => r i * x i).
Definition solves n x (S : list row) := forall a, In a S -> pos (fst a) (dot n (snd a) x).

(** Positive multiples of rows of S; what they add up to; whether a strict row is among them. *)
Definition multiples (S : list row) (c : list (K * row)) :=
  forall l a, In (l, a) c -> 0 < l /\ In a S.
Fixpoint value (c : list (K * row)) (i : nat) : K :=
  match c with [] => 0 | (l, a) :: r => l * snd a i + value r i end.
Definition strict (c : list (K * row)) := existsb (fun t => fst (snd t)) c.

Definition scaled (l : K) (c : list (K * row)) := map (fun t => (l * fst t, snd t)) c.
Lemma value_app c d i : value (c ++ d) i = value c i + value d i.
Proof. induction c as [|[l a] c IH]; simpl; [|rewrite IH]; ring. Qed.
Lemma value_scaled l c i : value (scaled l c) i = l * value c i.
Proof. induction c as [|[m a] c IH]; simpl; [|rewrite IH]; ring. Qed.
Lemma strict_scaled l c : strict (scaled l c) = strict c.
Proof. induction c as [|[m a] c IH]; simpl; [|rewrite IH]; reflexivity. Qed.

(** A certificate about rows that are themselves combinations of rows of S is one about S. *)
Lemma multiples_trans (S S' : list row) :
  (forall a, In a S' -> exists c, multiples S c /\ (forall i, value c i = snd a i)
                                  /\ strict c = fst a) ->
  forall c', multiples S' c' ->
  exists c, multiples S c /\ (forall i, value c i = value c' i) /\ strict c = strict c'.
Proof.
  intro H; induction c' as [|[l a] c' IH]; intro M.
  - now exists [].
  - destruct (M l a (or_introl eq_refl)) as [L A].
    destruct (H a A) as (c & C & V & T); destruct IH as (d & D & V' & T').
    { intros m b I; exact (M m b (or_intror I)). }
    exists (scaled l c ++ d); repeat split.
    + apply in_app_or in H0 as [I|I]; [|now apply D in I].
      apply in_map_iff in I as ([m b] & E & I); inversion E; subst; clear E; simpl.
      now apply C in I as [Z _]; apply mul_pos.
    + apply in_app_or in H0 as [I|I]; [|now apply D in I].
      apply in_map_iff in I as ([m b] & E & I); inversion E; subst; now apply C in I.
    + intro i; simpl; rewrite value_app, value_scaled, V, V'; ring.
    + unfold strict in *; rewrite existsb_app; fold (strict (scaled l c)).
      rewrite strict_scaled; unfold strict; simpl; now rewrite T, T'.
Qed.

(** ** Eliminate the last variable *)
Definition at_most (x y : K) : bool := if le_dec x y then true else false.
Definition lower n (S : list row) := filter (fun a => negb (at_most (snd a n) 0)) S.
Definition upper n (S : list row) := filter (fun a => negb (at_most 0 (snd a n))) S.
Definition level n (S : list row) :=
  filter (fun a => at_most (snd a n) 0 && at_most 0 (snd a n))%bool S.
Definition both n (p q : row) : row :=
  (fst p || fst q, fun i => - snd q n * snd p i + snd p n * snd q i)%bool.
Definition eliminate n (S : list row) : list row :=
  level n S ++ flat_map (fun p => map (both n p) (upper n S)) (lower n S).

Lemma lower_spec n S a : In a (lower n S) <-> In a S /\ 0 < snd a n.
Proof. unfold lower; rewrite filter_In; unfold at_most, lt; destruct le_dec; intuition easy. Qed.
Lemma upper_spec n S a : In a (upper n S) <-> In a S /\ snd a n < 0.
Proof. unfold upper; rewrite filter_In; unfold at_most, lt; destruct le_dec; intuition easy. Qed.
Lemma level_spec n S a : In a (level n S) <-> In a S /\ snd a n = 0.
Proof.
  unfold level, at_most; rewrite filter_In; split; intros [I E]; split; auto.
  - destruct (le_dec (snd a n) 0), (le_dec 0 (snd a n)); try discriminate; now apply le_antisym.
  - rewrite E; destruct (le_dec 0 0) as [|N]; [easy | destruct (N (le_refl K 0))].
Qed.
Lemma eliminate_spec n S a : In a (eliminate n S) ->
  In a (level n S) \/ exists p q, In p (lower n S) /\ In q (upper n S) /\ a = both n p q.
Proof.
  intro I; apply in_app_or in I as [I|I]; [now left | right].
  apply in_flat_map in I as (p & P & I); apply in_map_iff in I as (q & <- & Q).
  now exists p, q.
Qed.

Lemma eliminate_combines n S a : In a (eliminate n S) ->
  exists c, multiples S c /\ (forall i, value c i = snd a i) /\ strict c = fst a.
Proof.
  intro I; apply eliminate_spec in I as [I|(p & q & P & Q & ->)].
  - apply level_spec in I as [I _]; exists [(1, a)]; repeat split.
    + destruct H as [E|[]]; inversion E; apply one_pos.
    + destruct H as [E|[]]; inversion E; now subst.
    + intro i; simpl; ring.
    + simpl; apply Bool.orb_false_r.
  - apply lower_spec in P as [P Pn]; apply upper_spec in Q as [Q Qn].
    exists [(- snd q n, p); (snd p n, q)]; repeat split.
    + destruct H as [E|[E|[]]]; inversion E; subst; [now apply opp_pos | exact Pn].
    + destruct H as [E|[E|[]]]; inversion E; now subst.
    + intro i; simpl; ring.
    + simpl; now rewrite Bool.orb_false_r.
Qed.

Lemma eliminate_last n S a : In a (eliminate n S) -> snd a n = 0.
Proof.
  intro I; apply eliminate_spec in I as [I|(p & q & _ & _ & ->)].
  - now apply level_spec in I. - simpl; ring.
Qed.

Definition with_last n (x : vector) (t : K) : vector := fun i => if Nat.eqb i n then t else x i.
Lemma dot_with_last n r x t : dot (S n) r (with_last n x t) = dot n r x + r n * t.
Proof.
  unfold dot, with_last; simpl; rewrite Nat.eqb_refl; f_equal.
  apply sum_ext; intros i L; destruct (Nat.eqb_spec i n); [lia|reflexivity].
Qed.

Lemma eliminate_extends n S x : solves n x (eliminate n S) -> exists y, solves (Datatypes.S n) y S.
Proof.
  intro H.
  (* The bound that a row with r_n = c > 0 gives for x_n, or one with r_n = -c for -x_n. *)
  set (bd := fun (c : K) (a : row) => (fst a, - (dot n (snd a) x * inv c)) : bound).
  destruct (room_between (map (fun p => bd (snd p n) p) (lower n S))
                         (map (fun q => bd (- snd q n) q) (upper n S))) as (t & Lo & Up).
  - intros a b A B'; apply in_map_iff in A as (p & <- & P); apply in_map_iff in B' as (q & <- & Q).
    assert (R := H (both n p q)); apply lower_spec in P as PP; apply upper_spec in Q as QQ.
    destruct PP as [_ Pn], QQ as [_ Qn]; assert (Qn' := opp_pos _ Qn).
    destruct (inv_pos _ (mul_pos Pn Qn')) as (y & Y & E).
    simpl; simpl in R.
    replace (- - (dot n (snd q) x * inv (- snd q n)) - - (dot n (snd p) x * inv (snd p n)))
      with (y * dot n (fun i => - snd q n * snd p i + snd p n * snd q i) x).
    + apply pos_mul; [exact Y|]; apply R; apply in_or_app; right.
      apply in_flat_map; exists p; split; [exact P | now apply in_map].
    + assert (Ep := inv_r K _ (pos_neq K _ Pn)); assert (Eq := inv_r K _ (pos_neq K _ Qn')).
      set (ip := inv (snd p n)) in *; set (iq := inv (- snd q n)) in *.
      assert (Ey : y = ip * iq).
      { transitivity (snd p n * ip * (- snd q n * iq) * y); [rewrite Ep, Eq; ring|].
        transitivity (snd p n * - snd q n * y * (ip * iq)); [ring | rewrite E; ring]. }
      replace (dot n (fun i => - snd q n * snd p i + snd p n * snd q i) x)
        with (- snd q n * dot n (snd p) x + snd p n * dot n (snd q) x).
      * rewrite Ey.
        transitivity ((- snd q n * iq) * ip * dot n (snd p) x
                      + (snd p n * ip) * iq * dot n (snd q) x); [ring | rewrite Ep, Eq; ring].
      * unfold dot; rewrite <- !sum_mul_l, <- sum_add; apply sum_ext; intros; ring.
  - exists (with_last n x t); intros a A; rewrite dot_with_last.
    destruct (sign K (snd a n)) as [P|[Z|N]].
    + assert (B' := Lo (bd (snd a n) a)); unfold above in B'; simpl in B'.
      replace (dot n (snd a) x + snd a n * t)
        with (snd a n * (t - - (dot n (snd a) x * inv (snd a n)))).
      * apply pos_mul; [exact P|]; apply B', in_map_iff; exists a; now rewrite lower_spec.
      * transitivity (snd a n * t + dot n (snd a) x * (snd a n * inv (snd a n))); [ring|].
        rewrite (inv_r K _ (pos_neq K _ P)); ring.
    + rewrite Z; replace (dot n (snd a) x + 0 * t) with (dot n (snd a) x) by ring.
      apply H, in_or_app; left; now apply level_spec.
    + assert (B' := Up (bd (- snd a n) a)); unfold above in B'; simpl in B'.
      replace (dot n (snd a) x + snd a n * t)
        with (- snd a n * (- t - - (dot n (snd a) x * inv (- snd a n)))).
      * apply pos_mul; [exact N|]; apply B', in_map_iff; exists a; rewrite upper_spec.
        repeat split; [exact A | now apply opp_neg].
      * transitivity (snd a n * t + dot n (snd a) x * (- snd a n * inv (- snd a n))); [ring|].
        rewrite (inv_r K _ (pos_neq K _ N)); ring.
Qed.

(** ** The theorem of alternatives (Motzkin): a solution, or positive multiples of the rows that
    add up to 0, a strict one among them. *)
Theorem solution_or_certificate n : forall S : list row,
  (exists x, solves n x S) \/
  (exists c, multiples S c /\ (forall i, (i < n)%nat -> value c i = 0) /\ strict c = true).
Proof.
  induction n as [|n IH]; intro S.
  - destruct (existsb fst S) eqn:E.
    + right; apply existsb_exists in E as (a & A & T); exists [(1, a)]; repeat split.
      * destruct H as [E|[]]; inversion E; apply one_pos.
      * destruct H as [E|[]]; inversion E; now subst.
      * lia.
      * simpl; now rewrite T.
    + left; exists (fun _ => 0); intros a A; unfold dot; simpl.
      destruct (fst a) eqn:T; [|apply le_refl].
      exfalso; assert (F : existsb fst S = true) by (apply existsb_exists; now exists a).
      now rewrite E in F.
  - destruct (IH (eliminate n S)) as [(x & X)|(c' & M' & V' & T')].
    + left; exact (eliminate_extends n S x X).
    + right; destruct (multiples_trans S _ (eliminate_combines n S) c' M') as (c & M & V & T).
      exists c; repeat split; [apply M with a, H | apply M with l, H | | now rewrite T].
      intros i L; rewrite V; destruct (Nat.eq_dec i n) as [->|D]; [|apply V'; lia].
      clear - M'; induction c' as [|[l a] c' J]; simpl; [reflexivity|].
      rewrite J by (intros m b I; exact (M' m b (or_intror I))).
      destruct (M' l a (or_introl eq_refl)) as [_ A]; rewrite (eliminate_last n S a A); ring.
Qed.
End Alternatives.

Arguments value {_} _ _.  Arguments strict {_} _.  Arguments multiples {_} _ _.
Arguments solves {_} _ _ _.  Arguments dot {_} _ _ _.  Arguments with_last {_} _ _ _ _.
