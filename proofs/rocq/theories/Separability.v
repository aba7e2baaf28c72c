(** * Separable, or a certificate says why not: there is no third case

    [Farkas.v] shows that a certificate excludes every affine threshold.  Here is the converse
    for finite sets: where no affine threshold separates, there is a certificate.  So a search
    for one of the two is never in vain, and for rational points both are rational.

    The requirements on the weights and the bias are linear inequalities; [Alternatives.v] says
    that they can be met, or multiples of them add up to 0 > 0.  These multiples, sorted by the
    labels of the points, are the certificate. *)
From NL Require Import Base Affine Farkas Alternatives.

Section Separability.
Variable K : OrdField.
Add Ring Kring : (ring_ax K).
Notation vector := (nat -> K).
Notation row := (bool * vector)%type.
Let inv_pos := inv_pos K.

(** ** Points: one variable for each coordinate, and the last one for the bias *)
Definition firing n (x : vector) : row := (true, with_last n x 1).
Definition silent n (x : vector) : row := (false, fun i => - with_last n x 1 i).

Lemma dot_point n x w : dot (S n) (with_last n x 1) w = score K n w (w n) x.
Proof.
  unfold dot, score, with_last; simpl; rewrite Nat.eqb_refl.
  rewrite (sum_ext K n _ (fun i => w i * x i)); [ring|].
  intros i L; destruct (Nat.eqb_spec i n); [lia | ring].
Qed.

(** The multiples of the rows, sorted into those of firing and those of silent points. *)
Lemma sort_multiples n (P Q : list vector) c :
  multiples (map (firing n) P ++ map (silent n) Q) c ->
  exists d e : cert K, drawn_from d (fun x => In x P) /\ drawn_from e (fun x => In x Q)
    /\ (forall i, (i < n)%nat -> value c i = mix d i - mix e i)
    /\ value c n = total d - total e /\ 0 <= total d /\ (strict c = true -> 0 < total d).
Proof.
  induction c as [|[l a] c IH]; intro M.
  - exists [], []; repeat split; try easy; simpl; intros; try ring; apply le_refl.
  - destruct IH as (d & e & D & E & V & T & N & S); [intros m b I; exact (M m b (or_intror I))|].
    destruct (M l a (or_introl eq_refl)) as [L A]; apply in_app_or in A.
    destruct A as [A|A]; apply in_map_iff in A as (x & <- & X); simpl.
    + exists ((l, x) :: d), e; simpl; repeat split.
      * destruct H as [F|I]; [inversion F; subst; now apply lt_le | now apply D in I].
      * destruct H as [F|I]; [inversion F; now subst | now apply D in I].
      * now apply E in H.
      * now apply E in H.
      * intros i Li; rewrite V by exact Li; unfold with_last.
        destruct (Nat.eqb_spec i n); [lia | ring].
      * rewrite T; unfold with_last; rewrite Nat.eqb_refl; ring.
      * apply add_nonneg; [now apply lt_le | exact N].
      * intros _; now apply add_pos_nonneg.
    + exists d, ((l, x) :: e); simpl; repeat split; try assumption.
      * now apply D in H.
      * now apply D in H.
      * destruct H as [F|I]; [inversion F; subst; now apply lt_le | now apply E in I].
      * destruct H as [F|I]; [inversion F; now subst | now apply E in I].
      * intros i Li; rewrite V by exact Li; unfold with_last.
        destruct (Nat.eqb_spec i n); [lia | ring].
      * rewrite T; unfold with_last; rewrite Nat.eqb_refl; ring.
Qed.

Theorem separable_or_certificate n (P Q : list vector) :
  (exists w b, separates n w b (fun x => In x P) (fun x => In x Q)) \/
  (exists c d, drawn_from c (fun x => In x P) /\ drawn_from d (fun x => In x Q) /\
     0 < total c /\ total c = total d /\ forall i, (i < n)%nat -> mix c i = mix d i).
Proof.
  destruct (solution_or_certificate K (Datatypes.S n) (map (firing n) P ++ map (silent n) Q))
    as [(w & W)|(c & M & V & T)]; [left | right].
  - exists w, (w n); split; intros x X.
    + rewrite <- dot_point; apply (W (firing n x)), in_or_app; left; now apply in_map.
    + assert (S := W (silent n x)); simpl in S; apply le_sub.
      replace (0 - score K n w (w n) x) with (dot (Datatypes.S n) (fun i => - with_last n x 1 i) w).
      * apply S, in_or_app; right; now apply in_map.
      * rewrite <- dot_point; unfold dot.
        replace (0 - sum (Datatypes.S n) (fun i => with_last n x 1 i * w i))
          with (- (1) * sum (Datatypes.S n) (fun i => with_last n x 1 i * w i)) by ring.
        rewrite <- sum_mul_l; apply sum_ext; intros; ring.
  - destruct (sort_multiples n P Q c M) as (d & e & D & E & Vd & Te & _ & S).
    exists d, e; split; [exact D|]; split; [exact E|]; split; [auto|]; split.
    + rewrite V in Te by lia; transitivity (total d - total e + total e); [ring|].
      rewrite <- Te; ring.
    + intros i L; assert (Z := Vd i L); rewrite V in Z by lia.
      transitivity (mix d i - mix e i + mix e i); [ring | rewrite <- Z; ring].
Qed.

(** So for finite sets the certificates are exactly the reasons. *)
Corollary not_separable_iff_certificate n (P Q : list vector) :
  ~ (exists w b, separates n w b (fun x => In x P) (fun x => In x Q)) <->
  (exists c d, drawn_from c (fun x => In x P) /\ drawn_from d (fun x => In x Q) /\
     0 < total c /\ total c = total d /\ forall i, (i < n)%nat -> mix c i = mix d i).
Proof.
  split.
  - intro N; destruct (separable_or_certificate n P Q) as [S|C]; [destruct (N S) | exact C].
  - intros (c & d & C & D & T & TE & ME); exact (farkas_sound K n _ _ c d C D T TE ME).
Qed.

(** ** Mixtures: a certificate whose weights add up to 1 *)
Definition reweighed (y : K) (c : cert K) : cert K := map (fun t => (y * fst t, snd t)) c.
Lemma total_reweighed y c : total (reweighed y c) = y * total c.
Proof. induction c as [|[l x] c IH]; simpl; [|rewrite IH]; ring. Qed.
Lemma mix_reweighed y c i : mix (reweighed y c) i = y * mix c i.
Proof. induction c as [|[l x] c IH]; simpl; [|rewrite IH]; ring. Qed.
Lemma drawn_reweighed y c P : 0 < y -> drawn_from c P -> drawn_from (reweighed y c) P.
Proof.
  intros Y D l x I; apply in_map_iff in I as ([m z] & E & I); inversion E; subst.
  destruct (D m x I) as [M X]; split; [|exact X]; apply mul_nonneg; [now apply lt_le | exact M].
Qed.

(** Two finite sets are separated by no affine threshold if and only if a mixture of points of
    the one is also a mixture of points of the other: their convex hulls meet. *)
Theorem not_separable_iff_mixtures_meet n (P Q : list vector) :
  ~ (exists w b, separates n w b (fun x => In x P) (fun x => In x Q)) <->
  (exists c d, drawn_from c (fun x => In x P) /\ drawn_from d (fun x => In x Q) /\
     total c = 1 /\ total d = 1 /\ forall i, (i < n)%nat -> mix c i = mix d i).
Proof.
  rewrite not_separable_iff_certificate; split; intros (c & d & C & D & T & TE & ME).
  - destruct (inv_pos _ T) as (y & Y & E).
    exists (reweighed y c), (reweighed y d).
    assert (One : y * total c = 1) by (transitivity (total c * y); [ring | exact E]).
    rewrite !total_reweighed, <- TE.
    split; [now apply drawn_reweighed|]; split; [now apply drawn_reweighed|].
    split; [exact One|]; split; [exact One|].
    intros i L; rewrite !mix_reweighed, (ME i L); reflexivity.
  - exists c, d; rewrite T, TE; split; [exact C|]; split; [exact D|].
    split; [apply one_pos|]; split; [reflexivity | exact ME].
Qed.
End Separability.

(** ** The picture of circles in a ring of stars: three points decide *)
Section Picture.
Variable K : OrdRing.
Add Ring Kring' : (ring_ax K).
Notation three := (1 + 1 + 1 : K).

Theorem circle_between_two_stars :
  ~ exists w1 w2 b : K, 0 < w1 * 0 + w2 * 0 + b
      /\ w1 * three + w2 * 0 + b <= 0 /\ w1 * - three + w2 * 0 + b <= 0.
Proof.
  intros (w1 & w2 & b & C & S & S'); apply le_sub in S, S'.
  by_cert (add_pos_nonneg (add_pos C C) (add_nonneg S S')).
Qed.
Theorem star_circle_star :
  ~ exists w1 w2 b : K, w1 * 0 + w2 * 0 + b <= 0
      /\ 0 < w1 * three + w2 * 0 + b /\ 0 < w1 * - three + w2 * 0 + b.
Proof.
  intros (w1 & w2 & b & C & S & S'); apply le_sub in C.
  by_cert (add_pos_nonneg (add_pos S S') (add_nonneg C C)).
Qed.
End Picture.

(** Why the picture cannot be separated, and why nothing else ever stands in the way. *)
Theorem circles_in_stars :
  (forall K : OrdRing, ~ exists w1 w2 b : K, 0 < w1 * 0 + w2 * 0 + b
     /\ w1 * (1 + 1 + 1) + w2 * 0 + b <= 0 /\ w1 * - (1 + 1 + 1) + w2 * 0 + b <= 0)
  /\ (forall (K : OrdField) (n : nat) (P Q : list (vec K)),
        ~ (exists w b, separates n w b (fun x => In x P) (fun x => In x Q)) <->
        (exists c d, drawn_from c (fun x => In x P) /\ drawn_from d (fun x => In x Q) /\
           total c = 1 /\ total d = 1 /\ forall i, (i < n)%nat -> mix c i = mix d i)).
Proof. exact (conj circle_between_two_stars not_separable_iff_mixtures_meet). Qed.
