(** * One hidden layer

    A network with one hidden layer and a positively homogeneous activation, such as relu, needs
    outer weights 1 and -1 only: v relu(z) is relu(v z) for v >= 0, and -relu(-v z) for v <= 0.
    The order of the units does not matter.  So that no network with k units does something, it
    is enough to refute k + 1 systems: one for each number of outer weights that are 1. *)
From Coq Require Import ZArith QArith Permutation.
From NL Require Import Base Affine Xor Farkas CaseRationals CaseExpressions CasePolynomials
  CaseAtoms CaseLeaves CaseTree CaseStatements.

Inductive activation := Relu_ | Abs_ | Leaky_ (s : Q).
Definition slope_of (a : activation) : Q :=       (* below 0; above it is 1 *)
  match a with Relu_ => 0 | Abs_ => -1 | Leaky_ s => s end.
Inductive wanted := Exactly (values : list Q) | Fires (r : readout) (labels : list bool).

Section Networks.
Variable K : OrdField.
Add Ring Kring : (ring_ax K).

Definition activate (a : activation) : K -> K :=
  match a with Relu_ => relu | Abs_ => absolute_value K | Leaky_ s => leaky_at K (of_Q s) end.
(** A unit: its outer weight, its weights and its bias. *)
Definition hidden_unit := (K * (vec K * K))%type.
Definition unit_value (n : nat) (g : K -> K) (x : vec K) (h : hidden_unit) : K :=
  fst h * g (score K n (fst (snd h)) (snd (snd h)) x).
Fixpoint total_of {A} (f : A -> K) (l : list A) : K :=
  match l with [] => 0 | h :: l' => f h + total_of f l' end.
Definition layer_value n (g : K -> K) (units : list hidden_unit) (u : vec K) c (x : vec K) : K :=
  total_of (unit_value n g x) units + score K n u c x.
(** [skip]: whether the input may be added to the output, with weights [u]. *)
Definition one_hidden_layer (k n : nat) (a : activation) (skip : bool) (f : vec K -> K) : Prop :=
  exists units u c, length units = k /\ (skip = false -> forall i, u i = 0) /\
    forall x, f x = layer_value n (activate a) units u c x.
Definition does (w : wanted) (f : vec K -> K) (points : list (list Q)) : Prop :=
  match w with
  | Exactly values => takes K f points values
  | Fires r labels => classifies K r f points labels
  end.
Definition fits (w : wanted) n points : bool :=
  match w with
  | Exactly values => well_formed n points values
  | Fires _ labels => well_formed n points labels
  end.
Definition no_network (k n : nat) (a : activation) (skip : bool) (w : wanted) points :=
  fits w n points = true /\ ~ exists f, one_hidden_layer k n a skip f /\ does w f points.

(** ** Outer weights 1 and -1 *)
Lemma activate_leaky a u : activate a u = leaky_at K (of_Q (slope_of a)) u.
Proof.
  destruct a; simpl; unfold absolute_value, relu, leaky_at; try reflexivity;
    destruct (le_dec 0 u); try reflexivity; rewrite ?of_Q_zero, ?of_Q_minus_one; ring.
Qed.
Lemma leaky_scale s c u : 0 <= c -> leaky_at K s (c * u) = c * leaky_at K s u.
Proof.
  intro C; rewrite !leak_relu.
  assert (E : relu (c * u) = c * relu u).
  { destruct (le_dec 0 u) as [U|U].
    - rewrite !relu_pos; [easy | exact U | now apply mul_nonneg].
    - apply lt_le in U; rewrite (relu_neg K u U), relu_neg; [ring|].
      by_cert (mul_nonneg C (proj1 le_sub U)). }
  rewrite E; ring.
Qed.
Definition signed := (bool * (vec K * K))%type.
Definition signed_value n (g : K -> K) (x : vec K) (h : signed) : K :=
  let y := g (score K n (fst (snd h)) (snd (snd h)) x) in if fst h then y else - y.
Definition with_sign (h : hidden_unit) : signed :=
  let (v, wb) := h in
  if le_dec 0 v then (true, (fun i => v * fst wb i, v * snd wb))
  else (false, (fun i => - v * fst wb i, - v * snd wb)).
Lemma score_scale n c w b x : score K n (fun i => c * w i) (c * b) x = c * score K n w b x.
Proof.
  unfold score; rewrite (sum_ext K n (fun i => c * w i * x i) (fun i => c * (w i * x i)))
    by (intros; ring); rewrite sum_mul_l; ring.
Qed.
Lemma with_sign_ok n a x h :
  signed_value n (activate a) x (with_sign h) = unit_value n (activate a) x h.
Proof.
  destruct h as (v, (w, b)); unfold with_sign, unit_value; destruct (le_dec 0 v) as [V|V];
    unfold signed_value; simpl; rewrite score_scale, !activate_leaky, leaky_scale.
  - reflexivity.
  - exact V.
  - ring.
  - apply lt_le in V; by_cert (proj1 le_sub V).
Qed.
Lemma total_map {A B} (f : B -> K) (g : A -> B) l :
  total_of f (map g l) = total_of (fun a => f (g a)) l.
Proof. induction l as [|a l IH]; simpl; [reflexivity | now rewrite IH]. Qed.
Lemma total_ext {A} (f g : A -> K) l : (forall a, f a = g a) -> total_of f l = total_of g l.
Proof. intro E; induction l as [|a l IH]; simpl; [reflexivity | now rewrite IH, E]. Qed.
Lemma total_app {A} (f : A -> K) l m : total_of f (l ++ m) = total_of f l + total_of f m.
Proof. induction l as [|a l IH]; simpl; [ring | rewrite IH; ring]. Qed.
(** The units of outer weight 1 first. *)
Lemma total_split (f : signed -> K) l :
  total_of f l = total_of f (filter fst l) + total_of f (filter (fun h => negb (fst h)) l).
Proof.
  induction l as [|(s, h) l IH]; simpl; [ring|]; destruct s; simpl; rewrite IH; ring.
Qed.
Lemma length_split (l : list signed) :
  (length (filter fst l) + length (filter (fun h => negb (fst h)) l) = length l)%nat.
Proof. induction l as [|(s, h) l IH]; simpl; [reflexivity|]; destruct s; simpl; lia. Qed.

(** ** The rows: S n unknowns for each unit, its weights and its bias; then those of the skip *)
Definition unknown (i : nat) : positive := xO (Pos.of_succ_nat i).
Fixpoint dot_from (o n : nat) (p : list Q) : expr :=
  match n with
  | O => Cst 0
  | S m => Add (dot_from o m p) (Mul (Var (unknown (o + m))) (Cst (nth m p 0%Q)))
  end.
Definition unit_from (o n : nat) (p : list Q) : expr :=
  Add (dot_from o n p) (Var (unknown (o + n))).
(** Units j, …, j + m - 1, of which those below [s] have outer weight 1. *)
Fixpoint units_expr (a : activation) (n s : nat) (p : list Q) (j m : nat) : expr :=
  match m with
  | O => Cst 0
  | S m' => let e := Leaky (slope_of a) (unit_from (j * S n) n p) in
            Add (if Nat.ltb j s then e else Neg e) (units_expr a n s p (S j) m')
  end.
Definition network_expr a (k n s : nat) (skip : bool) (p : list Q) : expr :=
  Add (units_expr a n s p 0 k)
      (if skip then unit_from (k * S n) n p else Var (unknown (k * S n + n))).
Definition network_rows a k n s skip (w : wanted) points : list comparison :=
  match w with
  | Exactly values =>
      map (fun pv => Cmp Eq (network_expr a k n s skip (fst pv)) (Cst (snd pv)))
          (combine points values)
  | Fires r labels =>
      map (fun pl => label_row r (network_expr a k n s skip (fst pl)) (snd pl))
          (combine points labels)
  end.
Definition refutes_network k n a skip w points atoms (trees : list tree) : bool :=
  (fits w n points &&
   forallb (fun s => refutes false (network_rows a k n s skip w points) atoms
                       (nth s trees (Leaf []))) (seq 0 (S k)))%bool.

Definition nobody : vec K * K := (fun _ => 0, 0).
Definition parameters (n : nat) (l : list (vec K * K)) : positive -> K := fun v =>
  match v with
  | xO q => let i := pred (Pos.to_nat q) in
            let wb := nth (i / S n) l nobody in
            if Nat.ltb (i mod S n) n then fst wb (i mod S n)%nat else snd wb
  | _ => 0
  end.
Lemma parameters_at n l j i : (i <= n)%nat -> parameters n l (unknown (j * S n + i)) =
  let wb := nth j l nobody in if Nat.ltb i n then fst wb i else snd wb.
Proof.
  intro L; unfold parameters, unknown; rewrite SuccNat2Pos.id_succ; simpl pred.
  rewrite Nat.div_add_l, Nat.div_small, Nat.add_0_r by lia.
  rewrite Nat.add_comm, Nat.mod_add, Nat.mod_small by lia; reflexivity.
Qed.
Lemma unit_from_ok F n l j p :
  let wb := nth j l nobody in
  value_of F (parameters n l) (unit_from (j * S n) n p) =
  score K n (fst wb) (snd wb) (at_point K p).
Proof.
  intro wb; assert (D : forall m, (m <= n)%nat ->
    value_of F (parameters n l) (dot_from (j * S n) m p) =
    sum m (fun i => fst wb i * at_point K p i)).
  { induction m as [|m IH]; intro L; [apply of_Q_zero|].
    cbn [dot_from value_of sum]; rewrite IH, parameters_at by lia.
    fold wb; cbv zeta; now rewrite (proj2 (Nat.ltb_lt m n)) by lia. }
  unfold unit_from, score; cbn [value_of]; rewrite D, parameters_at by lia.
  fold wb; cbv zeta; now rewrite Nat.ltb_irrefl.
Qed.
Lemma units_expr_ok F n l a s p : forall (hs : list signed) j,
  (forall i h, nth_error hs i = Some h ->
     nth (j + i) l nobody = snd h /\ fst h = Nat.ltb (j + i) s) ->
  value_of F (parameters n l) (units_expr a n s p j (length hs)) =
  total_of (signed_value n (activate a) (at_point K p)) hs.
Proof.
  induction hs as [|h hs IH]; intros j H; [apply of_Q_zero|].
  cbn [length units_expr value_of total_of]; rewrite IH.
  - destruct (H O h eq_refl) as (N & S); rewrite Nat.add_0_r in N, S.
    unfold signed_value; rewrite S; f_equal.
    destruct (Nat.ltb j s); cbn [value_of]; rewrite unit_from_ok, N, activate_leaky; reflexivity.
  - intros i g I; rewrite Nat.add_succ_comm; exact (H (S i) g I).
Qed.
Lemma nth_error_filter {A} (f : A -> bool) (l : list A) i h :
  nth_error (filter f l) i = Some h -> f h = true.
Proof. intro I; apply nth_error_In, filter_In in I; tauto. Qed.
Lemma score_without n u c x : (forall i, u i = 0) -> score K n u c x = c.
Proof.
  intro U; unfold score; rewrite (sum_ext K n _ (fun _ => 0)), sum_zero; [ring|].
  intros i _; rewrite U; ring.
Qed.

Theorem prove_no_network k n a skip w points atoms trees :
  refutes_network k n a skip w points atoms trees = true -> no_network k n a skip w points.
Proof.
  unfold refutes_network; rewrite Bool.andb_true_iff; intros (W & R); split; [exact W|].
  intros (f & (units & u & c & L & U & E) & D).
  set (signs := map with_sign units).
  set (up := filter fst signs); set (down := filter (fun h => negb (fst h)) signs).
  set (order := up ++ down); set (s := length up).
  assert (Lo : length order = k).
  { unfold order; rewrite app_length; unfold up, down; rewrite length_split; unfold signs.
    now rewrite map_length. }
  set (l := map snd order ++ [(u, c)]).
  assert (V : forall p, value_of (no_functions K) (parameters n l) (network_expr a k n s skip p)
                        = f (at_point K p)).
  { intro p; unfold network_expr; cbn [value_of]; rewrite E; unfold layer_value.
    assert (T : total_of (unit_value n (activate a) (at_point K p)) units =
                total_of (signed_value n (activate a) (at_point K p)) order).
    { unfold order; rewrite total_app; unfold up, down; rewrite <- total_split; unfold signs.
      rewrite total_map; apply total_ext; intro h; symmetry; apply with_sign_ok. }
    rewrite T; f_equal.
    - rewrite <- Lo; apply units_expr_ok; intros i h I; simpl Nat.add; split.
      + apply nth_error_nth; unfold l; rewrite nth_error_app1.
        * now apply map_nth_error.
        * rewrite map_length; apply nth_error_Some; intro N; discriminate (eq_trans (eq_sym I) N).
      + destruct (Nat.ltb_spec i s) as [B|B]; unfold order in I.
        * rewrite nth_error_app1 in I by exact B; now apply nth_error_filter in I.
        * rewrite nth_error_app2 in I by exact B; apply nth_error_filter in I.
          now destruct (fst h).
    - assert (N : nth k l nobody = (u, c)).
      { unfold l; rewrite app_nth2; rewrite map_length, Lo; [now rewrite Nat.sub_diag | auto]. }
      destruct skip.
      + now rewrite unit_from_ok, N.
      + cbn [value_of]; rewrite parameters_at, N by auto; cbv zeta; rewrite Nat.ltb_irrefl.
        symmetry; now apply score_without, U. }
  rewrite forallb_forall in R; specialize (R s).
  apply (refute K (no_functions K) false (network_rows a k n s skip w points) atoms
           (nth s trees (Leaf [])) ltac:(discriminate)).
  - apply R, in_seq; unfold s; rewrite <- Lo; unfold order; rewrite app_length; lia.
  - exists (parameters n l); intros cmp I; destruct w as [values|r labels];
      apply in_map_iff in I; destruct I as ((p, v) & <- & I).
    + change (value_of (no_functions K) (parameters n l) (network_expr a k n s skip p) = of_Q v).
      rewrite V; now apply D.
    + apply label_row_ok; unfold fst, snd; rewrite V; now apply D.
Qed.
End Networks.
