(** * Floating-point arithmetic as mathematics: every result is exact, then rounded

    A format has p binary digits and a least exponent: its numbers are the m * 2^(e - p + 1) with
    |m| < 2^p and e at least the least exponent (so small numbers have fewer digits).  They
    lie on a grid that is coarser for larger numbers.  To round x, take the step of the
    grid at x, divide by it, and round to a whole number in one of the five ways of IEEE 754.
    What reaches 2^(greatest exponent + 1) has no value.

    That this definition, with which one can calculate, is the right one is the theorem [rounding]
    at the end: down and up lead to the neighbours of x on the grid, and to nearest to one than
    which no number of the grid is nearer. *)
From Coq Require Import ZArith QArith Qabs Qround Qpower List Bool Lia Lqa.
Export ListNotations.
Open Scope Q_scope.

Record format := { digits : Z; least : Z; greatest : Z }.
Inductive mode := RNE | RNA | RTZ | RTP | RTN.

(** The whole number g with 2^g <= |x| < 2^(g + 1), for x other than 0. *)
Definition magnitude (x : Q) : Z :=
  let g := (Z.log2 (Z.abs (Qnum x)) - Z.log2 (Zpos (Qden x)))%Z in
  if Qle_bool (2 ^ g) (Qabs x) then g else (g - 1)%Z.
(** The step of the grid at x. *)
Definition grid_step (f : format) (x : Q) : Q :=
  2 ^ (Z.max (least f) (magnitude x) - digits f + 1).

(** To a whole number: down, up, towards 0; or to the nearest, ties to even or away from 0. *)
Definition to_whole (md : mode) (t : Q) : Z :=
  let nearest tie := match Qcompare (t - inject_Z (Qfloor t)) (1 # 2) with
                     | Lt => Qfloor t | Gt => Qfloor t + 1 | Eq => tie end%Z in
  match md with
  | RTN => Qfloor t
  | RTP => Qceiling t
  | RTZ => if Qle_bool 0 t then Qfloor t else Qceiling t
  | RNE => nearest (if Z.even (Qfloor t) then Qfloor t else Qfloor t + 1)%Z
  | RNA => nearest (if Qle_bool 0 t then Qfloor t + 1 else Qfloor t)%Z
  end.
Definition round (f : format) (md : mode) (x : Q) : Q :=
  inject_Z (to_whole md (x / grid_step f x)) * grid_step f x.
Definition rounded (f : format) (md : mode) (x : Q) : option Q :=
  let y := round f md x in
  if Qle_bool (2 ^ (greatest f + 1)) (Qabs y) then None else Some (Qred y).

(** ** What rounding does: x goes to one of its two neighbours on the grid *)
Lemma two_not_0 : ~ 2 == 0.
Proof. discriminate. Qed.
Lemma two_pow_plus a b : 2 ^ (a + b) == 2 ^ a * 2 ^ b.
Proof. apply Qpower_plus, two_not_0. Qed.
Lemma two_pow_pos k : 0 < 2 ^ k.
Proof.
  assert (0 <= 2 ^ k) by (apply Qpower_0_le; lra).
  assert (~ 2 ^ k == 0) by (apply Qpower_not_0, two_not_0).
  destruct (Qle_lt_or_eq _ _ H) as [L|E]; [exact L | destruct H0; now rewrite E].
Qed.
Lemma two_pow_next k : 2 ^ (k + 1) == 2 * 2 ^ k.
Proof. rewrite two_pow_plus; change (2 ^ 1) with 2; lra. Qed.
Lemma two_pow_Z k : (0 <= k)%Z -> 2 ^ k == inject_Z (2 ^ k).
Proof. intro H; symmetry; now apply (Zpower_Qpower 2). Qed.
Lemma two_pow_le a b : (a <= b)%Z -> 2 ^ a <= 2 ^ b.
Proof.
  intro L; replace b with (b - a + a)%Z by lia; rewrite two_pow_plus.
  rewrite (two_pow_Z (b - a)) by lia; pose proof (two_pow_pos a).
  assert (1 <= inject_Z (2 ^ (b - a))).
  { change 1 with (inject_Z 1); rewrite <- Zle_Qle; pose proof (Z.pow_pos_nonneg 2 (b - a)); lia. }
  nra.
Qed.

Lemma magnitude_bounds x : ~ x == 0 -> 2 ^ magnitude x <= Qabs x /\ Qabs x < 2 ^ (magnitude x + 1).
Proof.
  intro N; set (a := Z.abs (Qnum x)); set (d := Zpos (Qden x)).
  assert (A : (0 < a)%Z).
  { unfold a; destruct (Z.eq_dec (Qnum x) 0) as [E|E]; [|lia].
    destruct N; unfold Qeq; simpl; lia. }
  assert (E : Qabs x * inject_Z d == inject_Z a).
  { destruct x as [n q]; unfold a, d, Qeq; simpl; lia. }
  destruct (Z.log2_spec a A) as [A1 A2]; destruct (Z.log2_spec d) as [D1 D2]; [easy|].
  pose proof (Z.log2_nonneg a); pose proof (Z.log2_nonneg d).
  rewrite Zle_Qle, <- two_pow_Z in A1, D1 by lia; rewrite Zlt_Qlt, <- two_pow_Z in A2, D2 by lia.
  rewrite <- E in A1, A2; unfold Z.succ in *; rewrite two_pow_next in A2, D2.
  unfold magnitude; fold a d; set (g := (Z.log2 a - Z.log2 d)%Z).
  assert (G : 2 ^ g * 2 ^ Z.log2 d == 2 ^ Z.log2 a)
    by (rewrite <- two_pow_plus; unfold g; now rewrite Z.sub_add).
  pose proof (two_pow_pos g); pose proof (two_pow_pos (Z.log2 d)); pose proof (Qabs_nonneg x).
  rewrite <- G in A1, A2; set (u := 2 ^ g) in *.
  set (v := 2 ^ Z.log2 d) in *; set (y := Qabs x) in *.
  destruct (Qle_bool u y) eqn:C.
  - apply Qle_bool_iff in C; rewrite two_pow_next; fold u; split; [exact C|].
    apply Qnot_le_lt; intro F; nra.
  - assert (C' : y < u) by (apply Qnot_le_lt; intro F; apply Qle_bool_iff in F; congruence).
    replace (g - 1 + 1)%Z with g by lia; split; [|exact C'].
    assert (U : u == 2 * 2 ^ (g - 1))
      by (rewrite <- two_pow_next; now rewrite Z.sub_add).
    apply Qnot_lt_le; intro F; nra.
Qed.

Lemma to_whole_meaning t :
  to_whole RTN t = Qfloor t /\ to_whole RTP t = Qceiling t /\
  to_whole RTZ t = (if Qle_bool 0 t then Qfloor t else Qceiling t) /\
  (forall md, In md [RNE; RNA] ->
    (t - inject_Z (Qfloor t) < 1 # 2 -> to_whole md t = Qfloor t) /\
    (1 # 2 < t - inject_Z (Qfloor t) -> to_whole md t = (Qfloor t + 1)%Z)) /\
  (t - inject_Z (Qfloor t) == 1 # 2 ->
    to_whole RNE t = (if Z.even (Qfloor t) then Qfloor t else (Qfloor t + 1)%Z) /\
    to_whole RNA t = (if Qle_bool 0 t then (Qfloor t + 1)%Z else Qfloor t)).
Proof.
  repeat split; try reflexivity; intros; try destruct H as [<-|[<-|[]]]; simpl;
    destruct (Qcompare_spec (t - inject_Z (Qfloor t)) (1 # 2)); (reflexivity || lra).
Qed.

(** The numbers of a format, without an upper end of the exponents. *)
Definition on_grid (f : format) (y : Q) : Prop :=
  exists m e, (Z.abs m < 2 ^ digits f)%Z /\ (least f <= e)%Z /\
    y == inject_Z m * 2 ^ (e - digits f + 1).

Lemma whole_between md t : (Qfloor t <= to_whole md t <= Qceiling t)%Z.
Proof.
  assert (L : (Qfloor t <= Qceiling t)%Z).
  { rewrite Zle_Qle; apply Qle_trans with t; [apply Qfloor_le | apply Qle_ceiling]. }
  assert (N : ~ t == inject_Z (Qfloor t) -> (Qfloor t + 1 <= Qceiling t)%Z).
  { intro D; pose proof (Qle_ceiling t); pose proof (Qfloor_le t).
    assert (inject_Z (Qfloor t) < inject_Z (Qceiling t)) by (apply Qnot_le_lt; intro; apply D; lra).
    rewrite <- Zlt_Qlt in H1; lia. }
  destruct md; simpl; try lia.
  - destruct (Qcompare_spec (t - inject_Z (Qfloor t)) (1 # 2));
      [destruct (Z.even _)| |]; try lia;
      (enough (Qfloor t + 1 <= Qceiling t)%Z by lia; apply N; lra).
  - destruct (Qcompare_spec (t - inject_Z (Qfloor t)) (1 # 2));
      [destruct (Qle_bool _ _)| |]; try lia;
      (enough (Qfloor t + 1 <= Qceiling t)%Z by lia; apply N; lra).
  - destruct (Qle_bool 0 t); lia.
Qed.

Section Neighbours.
Variables (f : format) (x : Q).
Hypothesis some_digits : (1 <= digits f)%Z.
Let e := Z.max (least f) (magnitude x).
Let q := grid_step f x.
Let t := x / q.

Lemma step_pos : 0 < q.
Proof. apply two_pow_pos. Qed.
Lemma times_step : t * q == x.
Proof. unfold t; pose proof step_pos; field; lra. Qed.
Lemma top : 2 ^ (e + 1) == inject_Z (2 ^ digits f) * q.
Proof.
  rewrite <- two_pow_Z by lia; unfold q, grid_step; fold e; rewrite <- two_pow_plus.
  now replace (digits f + (e - digits f + 1))%Z with (e + 1)%Z by lia.
Qed.
Lemma half_top : 2 ^ e == inject_Z (2 ^ (digits f - 1)) * q.
Proof.
  rewrite <- two_pow_Z by lia; unfold q, grid_step; fold e; rewrite <- two_pow_plus.
  now replace (digits f - 1 + (e - digits f + 1))%Z with e by lia.
Qed.
Lemma below_top : - inject_Z (2 ^ digits f) <= t /\ t <= inject_Z (2 ^ digits f).
Proof.
  assert (L : Qabs x <= inject_Z (2 ^ digits f) * q).
  { rewrite <- top; destruct (Qeq_dec x 0) as [E|N].
    - rewrite E; simpl; apply Qlt_le_weak, two_pow_pos.
    - destruct (magnitude_bounds x N) as [_ U]; apply Qlt_le_weak, (Qlt_le_trans _ _ _ U).
      apply two_pow_le; unfold e; lia. }
  apply Qabs_Qle_condition in L; rewrite <- times_step in L; pose proof step_pos.
  split; apply Qnot_lt_le; intro F; nra.
Qed.

Lemma multiple_on_grid n :
  (Z.abs n <= 2 ^ digits f)%Z -> on_grid f (inject_Z n * q).
Proof.
  intro L; destruct (Z.eq_dec (Z.abs n) (2 ^ digits f)) as [E|N].
  - assert (P : (2 ^ digits f = 2 * 2 ^ (digits f - 1))%Z)
      by (rewrite <- Z.pow_succ_r by lia; f_equal; lia).
    pose proof (Z.pow_pos_nonneg 2 (digits f - 1)).
    exists (Z.sgn n * 2 ^ (digits f - 1))%Z, (e + 1)%Z; repeat split.
    + rewrite Z.abs_mul, (Z.abs_eq (2 ^ _)) by lia; destruct n; simpl Z.sgn; lia.
    + unfold e; lia.
    + replace (e + 1 - digits f + 1)%Z with (e - digits f + 1 + 1)%Z by lia.
      rewrite two_pow_next; unfold q, grid_step; fold e.
      assert (Q : inject_Z n == 2 * inject_Z (Z.sgn n * 2 ^ (digits f - 1))).
      { change 2 with (inject_Z 2); rewrite <- inject_Z_mult, inject_Z_injective.
        destruct n; simpl Z.sgn; simpl Z.abs in E; lia. }
      rewrite Q; ring.
  - exists n, e; split; [lia | split; [unfold e; lia | reflexivity]].
Qed.

Lemma whole_small md : (Z.abs (to_whole md t) <= 2 ^ digits f)%Z.
Proof.
  destruct (whole_between md t) as [L U]; destruct below_top as [T1 T2].
  assert (F : (- 2 ^ digits f <= Qfloor t)%Z).
  { rewrite <- (Qfloor_Z (- _)); apply Qfloor_resp_le; now rewrite inject_Z_opp. }
  assert (C : (Qceiling t <= 2 ^ digits f)%Z).
  { rewrite <- (Qceiling_Z (2 ^ _)); now apply Qceiling_resp_le. }
  lia.
Qed.
Lemma round_on_grid md : on_grid f (round f md x).
Proof. apply multiple_on_grid, whole_small. Qed.

(** A number of the grid is a multiple of the step, or smaller than everything near x. *)
Lemma grid_cases z :
  on_grid f z -> ~ x == 0 ->
  (exists n, z == inject_Z n * q) \/ (2 ^ e <= Qabs x /\ Qabs z < 2 ^ e).
Proof.
  intros (m & e' & M & L & E) N; destruct (Z_le_gt_dec e e') as [G|G].
  - left; exists (m * 2 ^ (e' - e))%Z; rewrite E, inject_Z_mult, <- two_pow_Z by lia.
    unfold q, grid_step; fold e; rewrite <- Qmult_assoc, <- two_pow_plus.
    now replace (e' - e + (e - digits f + 1))%Z with (e' - digits f + 1)%Z by lia.
  - right; split.
    + assert (e = magnitude x) as -> by (unfold e in *; lia); now apply magnitude_bounds.
    + apply Qlt_le_trans with (2 ^ (e' + 1)); [|apply two_pow_le; lia].
      rewrite E, Qabs_Qmult, (Qabs_pos (2 ^ _)) by apply Qlt_le_weak, two_pow_pos.
      replace (e' + 1)%Z with (digits f + (e' - digits f + 1))%Z by lia.
      rewrite (two_pow_plus (digits f)), (two_pow_Z (digits f)) by lia.
      apply Qmult_lt_compat_r; [apply two_pow_pos|].
      change (Qabs (inject_Z m)) with (inject_Z (Z.abs m)); now rewrite <- Zlt_Qlt.
Qed.

Lemma floor_is_below : inject_Z (Qfloor t) * q <= x.
Proof.
  rewrite <- times_step; apply Qmult_le_compat_r; [apply Qfloor_le | apply Qlt_le_weak, step_pos].
Qed.
Lemma ceiling_is_above : x <= inject_Z (Qceiling t) * q.
Proof.
  rewrite <- times_step at 1; apply Qmult_le_compat_r;
    [apply Qle_ceiling | apply Qlt_le_weak, step_pos].
Qed.
Lemma at_zero : x == 0 -> Qfloor t = 0%Z /\ Qceiling t = 0%Z.
Proof.
  intro E; assert (T : t == inject_Z 0) by (unfold t; rewrite E; pose proof step_pos; field; lra).
  split; [rewrite (Qfloor_comp _ _ T) | rewrite (Qceiling_comp _ _ T)]; reflexivity.
Qed.

Lemma nothing_up_to_floor z : on_grid f z -> z <= x -> z <= inject_Z (Qfloor t) * q.
Proof.
  intros G L; pose proof step_pos as P; destruct (Qeq_dec x 0) as [E|N].
  { destruct (at_zero E) as [-> _]; change (inject_Z 0) with 0; lra. }
  destruct (grid_cases z G N) as [[n Hn]|[X Z]].
  - rewrite Hn in L |- *; rewrite <- times_step in L; apply Qmult_le_compat_r; [|lra].
    rewrite <- Zle_Qle, <- (Qfloor_Z n); apply Qfloor_resp_le.
    apply Qnot_lt_le; intro F; nra.
  - apply Qabs_Qlt_condition in Z; destruct Z as [Z1 Z2].
    destruct (Qlt_le_dec x 0) as [S|S].
    + rewrite (Qabs_neg x) in X by lra; lra.
    + rewrite (Qabs_pos x S), half_top, <- times_step in X; rewrite half_top in Z2.
      apply Qle_trans with (inject_Z (2 ^ (digits f - 1)) * q); [lra|].
      apply Qmult_le_compat_r; [|lra]; rewrite <- Zle_Qle, <- (Qfloor_Z (2 ^ _)).
      apply Qfloor_resp_le, Qnot_lt_le; intro F; nra.
Qed.
Lemma nothing_down_to_ceiling z : on_grid f z -> x <= z -> inject_Z (Qceiling t) * q <= z.
Proof.
  intros G L; pose proof step_pos as P; destruct (Qeq_dec x 0) as [E|N].
  { destruct (at_zero E) as [_ ->]; change (inject_Z 0) with 0; lra. }
  destruct (grid_cases z G N) as [[n Hn]|[X Z]].
  - rewrite Hn in L |- *; rewrite <- times_step in L; apply Qmult_le_compat_r; [|lra].
    rewrite <- Zle_Qle, <- (Qceiling_Z n); apply Qceiling_resp_le.
    apply Qnot_lt_le; intro F; nra.
  - apply Qabs_Qlt_condition in Z; destruct Z as [Z1 Z2].
    destruct (Qlt_le_dec x 0) as [S|S].
    + rewrite (Qabs_neg x), half_top, <- times_step in X by lra; rewrite half_top in Z1.
      apply Qle_trans with (inject_Z (- 2 ^ (digits f - 1)) * q);
        [|rewrite inject_Z_opp; lra].
      apply Qmult_le_compat_r; [|lra]; rewrite <- Zle_Qle, <- (Qceiling_Z (- _)).
      apply Qceiling_resp_le, Qnot_lt_le; rewrite inject_Z_opp; intro F; nra.
    + rewrite (Qabs_pos x S) in X; lra.
Qed.

Lemma nearest_is_near md z :
  In md [RNE; RNA] -> on_grid f z -> Qabs (x - round f md x) <= Qabs (x - z).
Proof.
  intros M G; pose proof step_pos as P.
  set (a := inject_Z (Qfloor t)); set (b := inject_Z (Qceiling t)).
  assert (A : a <= t) by apply Qfloor_le; assert (B : t <= b) by apply Qle_ceiling.
  assert (AB : t == a \/ a + 1 <= b).
  { destruct (Qeq_dec t a) as [E|N]; [now left | right].
    assert (F : a < b) by (apply Qnot_le_lt; intro; apply N; lra).
    unfold a, b in *; rewrite <- Zlt_Qlt in F; change 1 with (inject_Z 1).
    rewrite <- inject_Z_plus, <- Zle_Qle; lia. }
  (* t is rounded to a or to b, to the nearer one *)
  assert (R : Qabs (t - inject_Z (to_whole md t)) <= t - a /\
              Qabs (t - inject_Z (to_whole md t)) <= b - t).
  { destruct AB as [E|AB].
    - assert (C : to_whole md t = Qfloor t).
      { destruct (to_whole_meaning t) as (_ & _ & _ & near & _); apply near; [exact M|].
        fold a; lra. }
      rewrite C; fold a; assert (Z : t - a == 0) by lra; rewrite Z; simpl; lra.
    - assert (W : to_whole md t = Qfloor t /\ t - a <= 1 # 2 \/
                  to_whole md t = (Qfloor t + 1)%Z /\ 1 # 2 <= t - a).
      { destruct (to_whole_meaning t) as (_ & _ & _ & near & tie).
        destruct (Qcompare_spec (t - a) (1 # 2)) as [T|T|T].
        - destruct (tie T) as [E1 E2]; destruct M as [<-|[<-|[]]];
            [rewrite E1; destruct (Z.even _) | rewrite E2; destruct (Qle_bool _ _)];
            (left; split; [reflexivity | lra]) || (right; split; [reflexivity | lra]).
        - left; split; [now apply near | lra].
        - right; split; [now apply near | lra]. }
      destruct W as [[-> W]|[-> W]]; fold a.
      + rewrite Qabs_pos by lra; lra.
      + assert (E : inject_Z (Qfloor t + 1) == a + 1)
          by (unfold a; rewrite inject_Z_plus; reflexivity).
        pose proof (Qlt_floor t) as T; rewrite E in T.
        assert (F : Qabs (t - inject_Z (Qfloor t + 1)) == a + 1 - t)
          by (rewrite E, Qabs_neg by lra; lra).
        rewrite F; lra. }
  unfold round; fold q t; rewrite <- times_step at 1.
  set (r := inject_Z (to_whole md t)) in *.
  assert (E : t * q - r * q == (t - r) * q) by ring.
  rewrite E, Qabs_Qmult, (Qabs_pos q) by lra.
  destruct (Qlt_le_dec z x) as [S|S].
  - rewrite (Qabs_pos (x - z)) by lra.
    pose proof (nothing_up_to_floor z G (Qlt_le_weak _ _ S)) as F; fold a in F.
    pose proof times_step; nra.
  - rewrite (Qabs_neg (x - z)) by lra.
    pose proof (nothing_down_to_ceiling z G S) as F; fold b in F.
    pose proof times_step; nra.
Qed.
End Neighbours.

(** Down, up: the nearest number of the grid on that side; towards 0: one of these; to the
    nearest: none is nearer. *)
Theorem rounding f x :
  (1 <= digits f)%Z ->
  (on_grid f (round f RTN x) /\ round f RTN x <= x /\
   forall z, on_grid f z -> z <= x -> z <= round f RTN x) /\
  (on_grid f (round f RTP x) /\ x <= round f RTP x /\
   forall z, on_grid f z -> x <= z -> round f RTP x <= z) /\
  (0 <= x -> round f RTZ x = round f RTN x) /\ (x <= 0 -> round f RTZ x = round f RTP x) /\
  forall md, In md [RNE; RNA] -> on_grid f (round f md x) /\
    forall z, on_grid f z -> Qabs (x - round f md x) <= Qabs (x - z).
Proof.
  intro D; split; [|split; [|split]].
  - split; [now apply round_on_grid | split]; [apply floor_is_below|].
    now apply nothing_up_to_floor.
  - split; [now apply round_on_grid | split]; [apply ceiling_is_above|].
    now apply nothing_down_to_ceiling.
  - intro X; unfold round, to_whole.
    assert (T : Qle_bool 0 (x / grid_step f x) = true) by (apply Qle_bool_iff, Qle_shift_div_l;
      [apply step_pos | lra]).
    now rewrite T.
  - split; [intro X; unfold round, to_whole | intros md M; split; [now apply round_on_grid|];
      intros z G; now apply nearest_is_near].
    destruct (Qle_bool 0 (x / grid_step f x)) eqn:T; [|reflexivity].
    apply Qle_bool_iff in T; pose proof (step_pos f x); pose proof (times_step f x).
    assert (Z : x == 0) by nra; destruct (at_zero f x Z) as [F C].
    now rewrite F, C.
Qed.
