(** * What one unit cannot compute contains an XOR, for up to four inputs

    Points with p + s = q + r, one label at p and s, and the other one at q and r: that is XOR on a
    parallelogram.  No unit w.x + b > 0 has such labels, since its values at p and s have the same
    sum as those at q and r.  For two, three and four inputs the labellings without any such
    parallelogram are 14, 104 and 1882 in number, as many as those of units ([Cubes.v]).  So they
    are the same, and every other labelling contains an XOR. *)
From Coq Require Import ZArith QArith.
From NL Require Import Base Search Counting Cubes.
Local Open Scope nl_scope.

Definition has_xor (pts : list (list Z)) (l : list bool) : Prop := exists p q r s v,
  In (p, v) (combine pts l) /\ In (s, v) (combine pts l) /\
  In (q, negb v) (combine pts l) /\ In (r, negb v) (combine pts l) /\ z_plus p s = z_plus q r.

(** ** No unit has an XOR *)
Section Units.
Variable K : OrdField.
Add Ring Kring : (ring_ax K).
Lemma label_of w b (f := fun p => @fires K w b (map whole p)) pts p v :
  In (p, v) (combine pts (map f pts)) -> v = f p.
Proof.
  induction pts as [|x pts IH]; simpl; [easy|]; intros [E|I]; [now injection E as -> <- | auto].
Qed.
Lemma units_have_no_xor w b pts : ~ has_xor pts (map (fires w b) (map (map (@whole K)) pts)).
Proof.
  rewrite map_map; intros (p & q & r & s & v & P & S & Q & R & E).
  apply label_of in P, S, Q, R; cbv beta in *.
  assert (W := weighing_plus K w p s); rewrite E, weighing_plus in W.
  destruct v; simpl in Q, R; symmetry in P, Q, R, S.
  - apply fires_true in P, S; apply fires_false in Q, R; linear.
  - apply fires_false in P, S; apply fires_true in Q, R; linear.
Qed.
End Units.

(** ** What is excluded by a parallelogram has an XOR: 1 at p and s, -1 at q and r *)
Definition parallelogram (pts : list (list Z)) (c : list Z) : bool :=
  (Nat.eqb (length c) (length pts) &&
   match filter (fun t => 0 <? fst t)%Z (combine c pts),
         filter (fun t => fst t <? 0)%Z (combine c pts) with
   | [(_, p); (_, s)], [(_, q); (_, r)] => forallb (Z.eqb 0) (z_plus (z_plus p s)
       (map Z.opp (z_plus q r))) && (length (z_plus p s) =? length (z_plus q r))%nat
   | _, _ => false
   end)%bool.

Lemma z_plus_opp x : forall y, forallb (Z.eqb 0) (z_plus x (map Z.opp y)) = true ->
  length x = length y -> x = y.
Proof.
  induction x as [|a x IH]; intros [|b y] Z0 L; try easy; cbn [z_plus map forallb] in Z0.
  apply Bool.andb_true_iff in Z0 as [A Z0]; injection L as L; apply Z.eqb_eq in A.
  f_equal; [lia | now apply IH].
Qed.
(** In a labelling that grants what c wishes for, 1 stands where c > 0, and 0 where c < 0; for the
    wishes of -c it is the other way round. *)
Lemma grants_In (e : bool) c : forall (pts : list (list Z)) (l : list bool),
  length c = length pts -> length l = length pts ->
  grants (map wish (if e then c else map Z.opp c)) l = true ->
  forall z p, In (z, p) (combine c pts) ->
  ((0 < z)%Z -> In (p, e) (combine pts l)) /\ ((z < 0)%Z -> In (p, negb e) (combine pts l)).
Proof.
  induction c as [|y c IH]; intros [|x pts] [|u l] C L G z p I; try easy.
  injection C as C; injection L as L; destruct I as [E|I].
  - injection E as -> ->; destruct e, z as [|z|z]; simpl in G; split; intro Z0; try easy; left;
      destruct u; easy.
  - assert (G' : grants (map wish (if e then c else map Z.opp c)) l = true).
    { destruct e, y; simpl in G; destruct u; easy. }
    destruct (IH pts l C L G' z p I); split; intro Z0; right; auto.
Qed.
Lemma excluded_has_xor pts deps l : forallb (parallelogram pts) deps = true ->
  length l = length pts -> excluded (map (map wish) (both_ways deps)) l = true -> has_xor pts l.
Proof.
  intros A L X; apply existsb_exists in X as (ws & I & G); apply in_map_iff in I as (d & <- & I).
  apply filter_In in I as [I _]; rewrite forallb_forall in A.
  assert (H : exists (e : bool) c, In c deps /\ d = (if e then c else map Z.opp c)).
  { apply in_app_or in I as [I|I]; [now exists true, d|].
    apply in_map_iff in I as (c & <- & I); now exists false, c. }
  clear I; destruct H as (e & c & I & ->); specialize (A c I); unfold parallelogram in A.
  apply Bool.andb_true_iff in A as [C P]; apply Nat.eqb_eq in C.
  destruct (filter (fun t => 0 <? fst t)%Z (combine c pts)) as [|[z p] [|[z' s] [|]]] eqn:U;
    try discriminate.
  destruct (filter (fun t => fst t <? 0)%Z (combine c pts)) as [|[y q] [|[y' r] [|]]] eqn:D;
    try discriminate.
  apply Bool.andb_true_iff in P as [P N]; apply Nat.eqb_eq in N.
  assert (up : forall t, In t [(z, p); (z', s)] -> In t (combine c pts) /\ (0 < fst t)%Z).
  { intros t J; rewrite <- U in J; apply filter_In in J as [J T]; split; [exact J | lia]. }
  assert (down : forall t, In t [(y, q); (y', r)] -> In t (combine c pts) /\ (fst t < 0)%Z).
  { intros t J; rewrite <- D in J; apply filter_In in J as [J T]; split; [exact J | lia]. }
  exists p, q, r, s, e; assert (at_ := grants_In e c pts l C L G).
  destruct (up (z, p)) as [A1 A2]; [simpl; auto|]; destruct (up (z', s)) as [B1 B2]; [simpl; auto|].
  destruct (down (y, q)) as [C1 C2]; [simpl; auto|].
  destruct (down (y', r)) as [D1 D2]; [simpl; auto|].
  split; [now apply (at_ z p)|]; split; [now apply (at_ z' s)|].
  split; [now apply (at_ y q)|]; split; [now apply (at_ y' r) | now apply z_plus_opp].
Qed.

(** ** As many labellings without an XOR as units: then they are the same *)
Definition without_xor (pts : list (list Z)) (deps : list (list Z)) : list (list bool) :=
  survivors (length pts) (map (map wish) (both_ways deps)).

Lemma all_others_have_xors (K : OrdField) pts deps n (L : list (list bool)) :
  (forallb (parallelogram pts) deps && (length (without_xor pts deps) =? n)%nat)%bool = true ->
  NoDup L /\ length L = n /\ (forall l, In l L <-> exists (w : list K) (b : K),
    l = map (fires w b) (map (map whole) pts)) ->
  forall l, length l = length pts -> In l L \/ has_xor pts l.
Proof.
  rewrite Bool.andb_true_iff; intros [A C] (N & <- & H) l E; apply Nat.eqb_eq in C.
  assert (split_ : forall m, length m = length pts -> In m (without_xor pts deps) \/ has_xor pts m).
  { intros m M; destruct (excluded (map (map wish) (both_ways deps)) m) eqn:X.
    - right; exact (excluded_has_xor pts deps m A M X).
    - left; unfold without_xor; rewrite survivors_ok; apply filter_In; rewrite X.
      split; [now apply in_labellings | reflexivity]. }
  destruct (split_ l E) as [I|X]; [left | now right].
  refine (NoDup_length_incl (l' := without_xor pts deps) N _ _ l I); [now rewrite C|].
  intros m M; apply H in M as (w & b & ->).
  destruct (split_ (map (fires w b) (map (map whole) pts))) as [J|X];
    [now rewrite !len_map | exact J | destruct (units_have_no_xor K w b pts X)].
Qed.

(** All parallelograms with four corners. *)
Definition pairs (m : nat) : list (nat * nat) :=
  flat_map (fun i => map (pair i) (seq (S i) (m - S i))) (seq 0 m).
Definition parallelograms (pts : list (list Z)) : list (list Z) :=
  let m := length pts in
  let one_of i j t := (Nat.eqb t i || Nat.eqb t j)%bool in
  let sums := map (fun ij => (ij, z_plus (nth (fst ij) pts []) (nth (snd ij) pts []))) (pairs m) in
  let corners i j k l :=
    map (fun t => if one_of i j t then 1%Z else if one_of k l t then (-1)%Z else 0%Z) (seq 0 m) in
  flat_map (fun a => let '((i, j), x) := a in
    flat_map (fun b => let '((k, l), y) := b in
      if (Nat.ltb i k && negb (Nat.eqb j k) && negb (Nat.eqb j l)
          && forallb (fun t => fst t =? snd t)%Z (combine x y))%bool
      then [corners i j k l] else []) sums) sums.


Notation units_and_xors K n pts := (exists L : list (list bool), NoDup L /\ length L = n /\
  (forall l, In l L <-> exists (w : list K) (b : K), l = map (fires w b) (map (map whole) pts)) /\
  (forall l, length l = length pts -> In l L \/ has_xor pts l)).
Lemma with_xors (K : OrdField) n pts :
  (exists L : list (list bool), NoDup L /\ length L = n /\ forall l, In l L <->
     exists (w : list K) (b : K), l = map (fires w b) (map (map whole) pts)) ->
  (forallb (parallelogram pts) (parallelograms pts)
   && (length (without_xor pts (parallelograms pts)) =? n)%nat)%bool = true ->
  units_and_xors K n pts.
Proof.
  intros (L & N & C & H) A; exists L; repeat (split; [assumption|]).
  apply (all_others_have_xors K pts (parallelograms pts) n L A); auto.
Qed.

Theorem two_inputs_xors (K : OrdField) : units_and_xors K 14%nat
  [[0; 0]; [0; 1]; [1; 0]; [1; 1]]%Z.
Proof. apply (with_xors K _ _ (two_inputs K)); vm_cast_no_check (eq_refl true). Qed.
Theorem three_inputs_xors (K : OrdField) : units_and_xors K 104%nat
  [[0; 0; 0]; [0; 0; 1]; [0; 1; 0]; [0; 1; 1]; [1; 0; 0]; [1; 0; 1]; [1; 1; 0]; [1; 1; 1]]%Z.
Proof. apply (with_xors K _ _ (three_inputs K)); vm_cast_no_check (eq_refl true). Qed.
Theorem four_inputs_xors (K : OrdField) : units_and_xors K 1882%nat
  [[0; 0; 0; 0]; [0; 0; 0; 1]; [0; 0; 1; 0]; [0; 0; 1; 1]; [0; 1; 0; 0]; [0; 1; 0; 1];
   [0; 1; 1; 0]; [0; 1; 1; 1]; [1; 0; 0; 0]; [1; 0; 0; 1]; [1; 0; 1; 0]; [1; 0; 1; 1];
   [1; 1; 0; 0]; [1; 1; 0; 1]; [1; 1; 1; 0]; [1; 1; 1; 1]]%Z.
Proof. apply (with_xors K _ _ (four_inputs K)); vm_cast_no_check (eq_refl true). Qed.
