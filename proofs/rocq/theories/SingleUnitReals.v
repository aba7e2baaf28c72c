(** * One unit over the real numbers: exactly XOR, if the activation is not monotone

    [SingleUnit.v] needs no axiom, and takes "not monotone" as: it rises somewhere and falls
    somewhere.  Over the real numbers (with excluded middle) that is the negation of "monotone".
    The intermediate value theorem adds a level that g takes on both sides of its turn.  So one
    unit and an affine map of its output are XOR exactly, not only above a threshold. *)
From Coq Require Import ZArith Reals Lra Classical_Prop.
From NL Require Import Base Search Affine Xor SingleUnit RealNumbers.
Local Open Scope R_scope.

Definition monotone (g : R -> R) :=
  (forall x y, x <= y -> g x <= g y) \/ (forall x y, x <= y -> g y <= g x).

Lemma whole_is_IZR z : @whole R_ordfield z = IZR z.
Proof.
  induction z as [|z E|z E] using Z.peano_ind; [reflexivity | |].
  - unfold Z.succ; rewrite whole_next, E, plus_IZR; reflexivity.
  - assert (N := whole_next R_ordfield (Z.pred z)).
    replace (Z.pred z + 1)%Z with z in N by lia.
    unfold Z.pred in *; rewrite plus_IZR; rewrite E in N; simpl in N |- *; lra.
Qed.
Lemma R_archimedean : archimedean R_ordfield.
Proof.
  intro x; exists (up x); rewrite whole_is_IZR; apply Rlt_not_le; exact (proj1 (archimed x)).
Qed.
Lemma R_continuous (g : R -> R) : continuity g -> @continuous R_ordfield g.
Proof.
  intros C y e E; apply Rnot_le_lt in E; destruct (C y e E) as (d & D & near).
  exists d; split; [now apply Rlt_not_le|]; intros z A B'; apply Rnot_le_lt in A, B'; simpl in *.
  assert (N : Rabs (g z - g y) < e).
  { destruct (Req_dec y z) as [<-|NE]; [rewrite Rminus_diag_eq, Rabs_R0 by reflexivity; exact E|].
    apply near; repeat split; [exact NE|]; unfold R_dist; simpl; apply Rabs_def1; lra. }
  apply Rabs_def2 in N; split; apply Rlt_not_le; lra.
Qed.

Lemma rises_and_falls (g : R -> R) : ~ monotone g ->
  (exists x y, x < y /\ g x < g y) /\ (exists x y, x < y /\ g y < g x).
Proof.
  intro N; split; apply NNPP; intro F; apply N; [right | left]; intros x y L;
    apply Rnot_lt_le; intro G; apply F; exists x, y; split; try exact G;
    destruct L as [L|<-]; trivial; lra.
Qed.

(** A level that a peak's two sides have in common. *)
Lemma common_level (g : R -> R) (x y z : R) : continuity g ->
  x < y -> y < z -> g x < g y -> g z < g y ->
  exists x' z', x' < y /\ y < z' /\ g x' = g z' /\ g y <> g x'.
Proof.
  intros C XY YZ GX GZ.
  assert (shift : forall c, continuity (fun u => g u - c)).
  { intro c; apply (continuity_minus g (fun _ => c)); [exact C | apply continuity_const].
    now intros u v. }
  destruct (Rtotal_order (g x) (g z)) as [L|[E|L]].
  - destruct (IVT (fun u => g u - g z) x y (shift (g z)) XY) as (v & [V V'] & E); [lra | lra|].
    exists v, z; repeat split; [|exact YZ|lra|lra].
    destruct V' as [V'|V']; [exact V' | subst v; lra].
  - exists x, z; repeat split; lra.
  - destruct (IVT (fun u => - (g u - g x)) y z) as (v & [V V'] & E); try lra.
    { apply (continuity_opp (fun u => g u - g x)), shift. }
    exists x, v; repeat split; [exact XY| |lra|lra].
    destruct V as [V|V]; [exact V | subst v; lra].
Qed.

Theorem one_unit_is_xor (g : R -> R) : continuity g ->
  ((exists w1 w2 b t, forall p q,
      t < g (w1 * bit p + w2 * bit q + b) <-> xorb p q = true) <-> ~ monotone g)
  /\ ((exists w b a c, forall p q,
      a * g (w * (bit p + bit q) + b) + c = bit (xorb p q)) <-> ~ monotone g).
Proof.
  intro C; assert (C' := R_continuous g C); assert (A := R_archimedean).
  destruct (single_unit R_ordfield A g) as [no yes]; specialize (yes C'); repeat split.
  - intros (w1 & w2 & b & t & H) M; apply (no M); exists w1, w2, b, t; intros p q.
    rewrite <- H; split; [apply Rnot_le_lt | apply Rlt_not_le].
  - intro N; destruct (rises_and_falls g N) as [(x & y & L & G) (x' & y' & L' & G')].
    destruct (proj2 yes) as (w1 & w2 & b & t & H).
    { split; [exists x, y | exists x', y']; split; now apply Rlt_not_le. }
    exists w1, w2, b, t; intros p q; rewrite <- (H p q).
    split; [apply Rlt_not_le | apply Rnot_le_lt].
  - intros (w & b & a & c & H) M; apply (xor_not_one_hidden_unit R_ordfield g M).
    exists w, w, b, a, c; intros p q; change (num (xorb p q)) with (bit (xorb p q)).
    rewrite <- H; simpl; f_equal; f_equal; f_equal; f_equal.
    change (num p) with (bit p); change (num q) with (bit q); ring.
  - intro N; destruct (rises_and_falls g N) as [(x & y & L & G) (x' & y' & L' & G')].
    assert (T : turns R_ordfield g).
    { apply rise_and_fall_turn; [exists x, y | exists x', y']; split; now apply Rlt_not_le. }
    assert (level : exists u v m, u < m /\ m < v /\ g u = g v /\ g m <> g u).
    { destruct T as (u & m & v & UM & MV & [[P Q]|[P Q]]);
        apply Rnot_le_lt in UM, MV, P, Q.
      - destruct (common_level g u m v) as (u' & v' & H); trivial; now exists u', v', m.
      - destruct (common_level (fun t => - g t) u m v) as (u' & v' & H1 & H2 & H3 & H4);
          try lra; [now apply continuity_opp|]; exists u', v', m; repeat split; lra. }
    destruct level as (u & v & m & UM & MV & E & D).
    exact (exact_unit R_ordfield g u m v A C' (Rlt_not_le _ _ UM) (Rlt_not_le _ _ MV) E D).
Qed.

(** The arguments p, m, m, s once more; units of this form are XOR exactly, for a suitable
    affine map of the output, if and only if the continuous activation is not monotone. *)
Theorem peak_and_exact_xor :
  (forall p s x1 x2 : R,
     (s - p) / 2 * (x1 + x2) + p
     = (1 - x1) * (1 - x2) * p + x1 * (1 - x2) * ((p + s) / 2)
       + (1 - x1) * x2 * ((p + s) / 2) + x1 * x2 * s)
  /\ (forall g : R -> R, continuity g ->
        ((exists w b a c : R, forall p q : bool,
            a * g (w * ((if p then 1 else 0) + (if q then 1 else 0)) + b) + c
            = (if xorb p q then 1 else 0))
         <-> ~ ((forall x y, x <= y -> g x <= g y) \/ (forall x y, x <= y -> g y <= g x)))).
Proof.
  split; [intros; field|]; intros g C; exact (proj2 (one_unit_is_xor g C)).
Qed.
