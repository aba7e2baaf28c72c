(** * How many labellings of finitely many points are those of a threshold unit?

    Whole numbers c, one for each point p, with sum c = 0 and sum c p = 0 exclude the labellings
    that are 1 where c > 0 and 0 where c < 0: the sum of c f(p) would be 0 for every affine f,
    and yet positive.  So a list of units, and a list of such numbers, that between them account
    for every labelling, settle the count.  [counts] checks two such lists; where it says true,
    the count is right over every ordered field. *)
From Coq Require Import ZArith QArith.
From NL Require Import Base Search.
Local Open Scope nl_scope.

(** ** Units.  [weighing w x] is w_1 x_1 + w_2 x_2 + ... *)
Fixpoint weighing {K : CRing} (w x : list K) : K :=
  match w, x with a :: w', c :: x' => a * c + weighing w' x' | _, _ => 0 end.
Lemma weighing_equations (K : CRing) (a c : K) (w x : list K) :
  weighing (a :: w) (c :: x) = a * c + weighing w x /\ weighing [] x = 0 /\ weighing w [] = 0.
Proof. repeat split; now destruct w. Qed.
Definition fires {K : OrdRing} (w : list K) (b : K) (x : list K) : bool :=
  if le_dec (weighing w x + b) 0 then false else true.

Lemma fires_true {K : OrdRing} (w : list K) b x : fires w b x = true <-> 0 < weighing w x + b.
Proof. unfold fires, lt; destruct (le_dec _ _); split; easy. Qed.
Lemma fires_false {K : OrdRing} (w : list K) b x : fires w b x = false <-> weighing w x + b <= 0.
Proof. unfold fires; destruct (le_dec _ _); split; easy. Qed.

(** ** The checker: whole numbers only *)
Fixpoint z_weighing (w x : list Z) : Z :=
  match w, x with a :: w', c :: x' => (a * c + z_weighing w' x')%Z | _, _ => 0%Z end.
Definition z_label (u : list Z * Z) (x : list Z) : bool := (0 <? z_weighing (fst u) x + snd u)%Z.
Fixpoint z_plus (x y : list Z) : list Z :=
  match x, y with
  | [], _ => y
  | _, [] => x
  | a :: x', c :: y' => (a + c)%Z :: z_plus x' y'
  end.
(** The sum of c p over the points, and the sum of c. *)
Fixpoint z_mix (cs : list Z) (points : list (list Z)) : list Z * Z :=
  match cs, points with
  | c :: cs', p :: points' =>
      let (s, t) := z_mix cs' points' in (z_plus (map (Z.mul c) p) s, (c + t)%Z)
  | _, _ => ([], 0%Z)
  end.
Definition dependent (points : list (list Z)) (cs : list Z) : bool :=
  let (s, t) := z_mix cs points in (forallb (Z.eqb 0) s && (t =? 0)%Z)%bool.
(** The labelling is 1 where c > 0 and 0 where c < 0; the wishes of both c and -c are kept. *)
Definition wish (c : Z) : option bool :=
  match c with Z0 => None | Zpos _ => Some true | Zneg _ => Some false end.
Fixpoint grants (wishes : list (option bool)) (l : list bool) : bool :=
  match wishes, l with
  | Some w :: wishes', b :: l' => if Bool.eqb w b then grants wishes' l' else false
  | None :: wishes', _ :: l' => grants wishes' l'
  | [], _ => true
  | _, [] => false
  end.
Definition some_positive (cs : list Z) : bool := existsb (Z.ltb 0) cs.
Definition both_ways (obstructions : list (list Z)) : list (list Z) :=
  filter some_positive (obstructions ++ map (map Z.opp) obstructions).
Definition excluded (wishes : list (list (option bool))) (l : list bool) : bool :=
  existsb (fun ws => grants ws l) wishes.
Fixpoint labellings (n : nat) : list (list bool) :=
  match n with
  | O => [[]]
  | S n => map (cons true) (labellings n) ++ map (cons false) (labellings n)
  end.
(** Those labellings that grant none of the lists of wishes: point by point, the wishes that the
    labels so far have granted are followed further, until one has nothing more to ask. *)
Definition after (b : bool) (wishes : list (list (option bool))) : list (list (option bool)) :=
  flat_map (fun ws => match ws with
    | [] => [[]]
    | None :: r => [r]
    | Some w :: r => if Bool.eqb w b then [r] else []
    end) wishes.
Definition asks_nothing (ws : list (option bool)) : bool :=
  match ws with [] => true | _ => false end.
Fixpoint survivors (n : nat) (wishes : list (list (option bool))) : list (list bool) :=
  if existsb asks_nothing wishes then [] else
  match n with
  | O => [[]]
  | S n => map (cons true) (survivors n (after true wishes))
           ++ map (cons false) (survivors n (after false wishes))
  end.
Fixpoint same_labels (l m : list bool) : bool :=
  match l, m with
  | [], [] => true
  | a :: l', b :: m' => if Bool.eqb a b then same_labels l' m' else false
  | _, _ => false
  end.
Fixpoint all_same (l m : list (list bool)) : bool :=
  match l, m with
  | [], [] => true
  | a :: l', b :: m' => if same_labels a b then all_same l' m' else false
  | _, _ => false
  end.
(** The units come in the order of the labellings that are left. *)
Definition counts (points : list (list Z)) (units : list (list Z * Z))
    (obstructions : list (list Z)) (n : nat) : bool :=
  let wishes := map (map wish) (both_ways obstructions) in
  (forallb (dependent points) (both_ways obstructions)
   && all_same (map (fun u => map (z_label u) points) units) (survivors (length points) wishes)
   && (length units =? n)%nat)%bool.

(** ** What it accepts is true *)
Section Sound.
Variable K : OrdField.
Add Ring Kring : (ring_ax K).
Notation wholes := (map (@whole K)).

Lemma whole_le0 z : @whole K z <= 0 <-> (z <= 0)%Z.
Proof.
  destruct z as [|p|p]; split; intro H; try lia.
  - apply le_refl.
  - now destruct (whole_pos K p).
  - replace (Zneg p) with (- Zpos p)%Z by easy; rewrite whole_opp.
    assert (P := whole_pos K p); by_cert P.
Qed.
Lemma whole_ge0 z : (0 <= z)%Z -> 0 <= @whole K z.
Proof.
  destruct z as [|p|p]; intro H; [apply le_refl | apply lt_le, whole_pos | lia].
Qed.
Lemma whole_gt0 z : (0 < z)%Z -> 0 < @whole K z.
Proof. destruct z as [|p|p]; intro H; try lia; apply whole_pos. Qed.

Lemma weighing_wholes w x : weighing (wholes w) (wholes x) = whole (z_weighing w x).
Proof.
  revert x; induction w as [|a w IH]; intros [|c x]; simpl; try reflexivity.
  now rewrite IH, whole_add, whole_mul.
Qed.
Lemma fires_wholes u x :
  fires (wholes (fst u)) (whole (snd u)) (wholes x) = z_label u x.
Proof.
  unfold z_label; destruct (Z.ltb_spec 0 (z_weighing (fst u) x + snd u)) as [L|L];
    [apply fires_true | apply fires_false]; rewrite weighing_wholes, <- whole_add.
  - now apply whole_gt0.
  - now apply whole_le0.
Qed.

(** Sums of scores, weighed by the whole numbers c. *)
Fixpoint scores (w : list K) (b : K) (cs : list Z) (points : list (list Z)) : K :=
  match cs, points with
  | c :: cs', p :: points' =>
      whole c * (weighing w (wholes p) + b) + scores w b cs' points'
  | _, _ => 0
  end.
Lemma weighing_plus w x y :
  weighing w (wholes (z_plus x y)) = weighing w (wholes x) + weighing w (wholes y).
Proof.
  revert x y; induction w as [|a w IH]; intros [|c x] [|d y]; simpl; try ring.
  rewrite IH, whole_add; ring.
Qed.
Lemma weighing_scaled w c x :
  weighing w (wholes (map (Z.mul c) x)) = whole c * weighing w (wholes x).
Proof.
  revert x; induction w as [|a w IH]; intros [|d x]; simpl; try ring.
  rewrite IH, whole_mul; ring.
Qed.
Lemma scores_mix w b cs points : scores w b cs points
  = weighing w (wholes (fst (z_mix cs points))) + whole (snd (z_mix cs points)) * b.
Proof.
  revert points; induction cs as [|c cs IH]; intros [|p points]; simpl;
    try (destruct w; simpl; change (@whole K 0) with (0 : K); ring).
  rewrite IH; destruct (z_mix cs points) as [s t]; simpl.
  rewrite weighing_plus, weighing_scaled, whole_add; ring.
Qed.
Lemma weighing_zero w x : forallb (Z.eqb 0) x = true -> weighing w (wholes x) = 0.
Proof.
  revert x; induction w as [|a w IH]; intros [|c x]; cbn -[Z.eqb whole]; try reflexivity.
  rewrite Bool.andb_true_iff, Z.eqb_eq; intros [<- Z]; rewrite IH by exact Z.
  change (@whole K 0) with (0 : K); ring.
Qed.
Lemma dependent_sound points cs w b : dependent points cs = true -> scores w b cs points = 0.
Proof.
  unfold dependent; rewrite scores_mix; destruct (z_mix cs points) as [s t]; simpl.
  rewrite Bool.andb_true_iff, Z.eqb_eq; intros [Z ->]; rewrite weighing_zero by exact Z.
  change (@whole K 0) with (0 : K); ring.
Qed.

(** If a unit's labels grant the wishes of the numbers c, the sum of its scores is not negative. *)
Lemma granted_nonneg cs : forall points w b,
  grants (map wish cs) (map (fun x => fires w b (wholes x)) points) = true ->
  0 <= scores w b cs points.
Proof.
  induction cs as [|c cs IH]; intros [|p points] w b G; try apply le_refl.
  cbn [map grants scores] in *; destruct c as [|c|c]; cbn [wish grants] in G.
  - apply IH in G; change (@whole K 0) with (0 : K); by_cert G.
  - destruct (fires w b (wholes p)) eqn:E; [|discriminate]; apply fires_true in E.
    apply add_nonneg; [|now apply IH]; apply lt_le, mul_pos; [apply whole_pos | exact E].
  - destruct (fires w b (wholes p)) eqn:E; [discriminate|]; apply fires_false, le_sub in E.
    apply add_nonneg; [|now apply IH]; change (Zneg c) with (- Zpos c)%Z; rewrite whole_opp.
    assert (P := mul_nonneg (lt_le (whole_pos K c)) E); by_cert P.
Qed.
Lemma granted_pos cs : forall points w b,
  grants (map wish cs) (map (fun x => fires w b (wholes x)) points) = true ->
  some_positive cs = true -> 0 < scores w b cs points.
Proof.
  induction cs as [|c cs IH]; intros [|p points] w b G P; try discriminate.
  - destruct c; discriminate.
  - assert (N := granted_nonneg (c :: cs) (p :: points) w b G).
    cbn [map grants scores some_positive existsb] in *; destruct c as [|c|c]; cbn [wish] in G.
    + apply IH in G; [|exact P]; change (@whole K 0) with (0 : K); by_cert G.
    + destruct (fires w b (wholes p)) eqn:E; [|discriminate]; apply fires_true in E.
      apply add_pos_nonneg; [|now apply granted_nonneg].
      apply mul_pos; [apply whole_pos | exact E].
    + destruct (fires w b (wholes p)) eqn:E; [discriminate|]; apply fires_false, le_sub in E.
      apply add_nonneg_pos; [|now apply IH].
      change (Zneg c) with (- Zpos c)%Z; rewrite whole_opp.
      assert (Q := mul_nonneg (lt_le (whole_pos K c)) E); by_cert Q.
Qed.
Lemma excluded_sound points obstructions w b :
  forallb (dependent points) (both_ways obstructions) = true ->
  excluded (map (map wish) (both_ways obstructions)) (map (fun x => fires w b (wholes x)) points)
  = false.
Proof.
  intro D; apply Bool.not_true_iff_false; unfold excluded; rewrite existsb_exists.
  intros (ws & I & G); apply in_map_iff in I as (cs & <- & I).
  rewrite forallb_forall in D; assert (Z := dependent_sound _ _ w b (D cs I)).
  apply filter_In in I as [_ P]; assert (Q := granted_pos _ _ _ _ G P).
  rewrite Z in Q; exact (lt_irrefl K 0 Q).
Qed.

Lemma in_labellings l n : In l (labellings n) <-> length l = n.
Proof.
  revert l; induction n as [|n IH]; intro l; simpl.
  - split; [intros [<-|[]]; reflexivity | destruct l; [now left | discriminate]].
  - rewrite in_app_iff, !in_map_iff; split.
    + intros [(m & <- & I)|(m & <- & I)]; simpl; f_equal; now apply IH.
    + destruct l as [|[|] l]; [discriminate | left | right]; exists l; rewrite IH; split; trivial;
        now injection H.
Qed.
Lemma labellings_NoDup n : NoDup (labellings n).
Proof.
  induction n as [|n IH]; simpl; [constructor; [easy | constructor]|].
  assert (C : forall b (l : list (list bool)), NoDup l -> NoDup (map (cons b) l)).
  { intros b l; induction 1 as [|x l N _ I]; simpl; constructor; trivial.
    rewrite in_map_iff; intros (y & E & Y); injection E as ->; contradiction. }
  assert (A : forall l m : list (list bool), NoDup l -> NoDup m ->
    (forall x, In x l -> ~ In x m) -> NoDup (l ++ m)).
  { intros l m; induction 1 as [|x l N _ I]; simpl; trivial; intros M D; constructor.
    - rewrite in_app_iff; intros [F|F]; [contradiction | exact (D x (or_introl eq_refl) F)].
    - apply I; trivial; intros y Y; apply D; now right. }
  apply A; try (now apply C).
  intros x; rewrite !in_map_iff; intros (y & <- & _) (z & E & _); discriminate.
Qed.
Lemma same_labels_eq l m : same_labels l m = true -> l = m.
Proof.
  revert m; induction l as [|a l IH]; intros [|b m]; simpl; try easy.
  destruct (Bool.eqb a b) eqn:E; [|easy]; apply Bool.eqb_prop in E as ->.
  intro F; f_equal; now apply IH.
Qed.
Lemma all_same_eq l m : all_same l m = true -> l = m.
Proof.
  revert m; induction l as [|a l IH]; intros [|b m]; simpl; try easy.
  destruct (same_labels a b) eqn:E; [|easy]; apply same_labels_eq in E as ->.
  intro F; f_equal; now apply IH.
Qed.
Lemma NoDup_filtered {A} (f : A -> bool) l : NoDup l -> NoDup (filter f l).
Proof.
  induction 1 as [|x l N _ IH]; simpl; [constructor|].
  destruct (f x); trivial; constructor; trivial; rewrite filter_In; tauto.
Qed.
Lemma filter_map_cons (f : list bool -> bool) b l :
  filter f (map (cons b) l) = map (cons b) (filter (fun m => f (b :: m)) l).
Proof. induction l as [|m l IH]; simpl; [easy|]; rewrite IH; now destruct (f (b :: m)). Qed.
Lemma excluded_after b l wishes : excluded wishes (b :: l) = excluded (after b wishes) l.
Proof.
  unfold excluded, after; induction wishes as [|ws r IH]; simpl; [easy|].
  rewrite existsb_app, <- IH; f_equal; destruct ws as [|[w|] ws]; simpl; rewrite ?Bool.orb_false_r;
    try easy.
  destruct (Bool.eqb w b); simpl; now rewrite ?Bool.orb_false_r.
Qed.
Lemma filter_none {A} (f : A -> bool) l : (forall x, f x = false) -> filter f l = [].
Proof. intro F; induction l as [|x l IH]; simpl; [easy|]; now rewrite F. Qed.
Lemma survivors_ok n : forall wishes,
  survivors n wishes = filter (fun l => negb (excluded wishes l)) (labellings n).
Proof.
  induction n as [|n IH]; intro wishes; simpl;
    destruct (existsb asks_nothing wishes) eqn:A.
  1, 3: symmetry; try rewrite <- (app_nil_r (_ ++ _)); apply existsb_exists in A as (ws & I & A);
    assert (E : forall l, negb (excluded wishes l) = false) by
      (intro l; apply Bool.negb_false_iff, existsb_exists; exists ws; now destruct ws);
    first [now rewrite E | now rewrite ?app_nil_r, filter_none].
  - replace (excluded wishes []) with false; [easy|].
    symmetry; unfold excluded; induction wishes as [|ws r IHw]; simpl in *; [easy|].
    apply Bool.orb_false_iff in A as [A B]; rewrite IHw by exact B.
    destruct ws as [|[w|] ws]; easy.
  - rewrite filter_app, !filter_map_cons, !IH.
    f_equal; f_equal; apply filter_ext; intro l; now rewrite excluded_after.
Qed.

(** There is a list of exactly the labellings of units, each once, and its length is n. *)
Theorem counts_sound points units obstructions n : counts points units obstructions n = true ->
  exists L : list (list bool), NoDup L /\ length L = n /\
    forall l, In l L <-> exists (w : list K) (b : K), l = map (fires w b) (map wholes points).
Proof.
  unfold counts; set (left := survivors _ _); rewrite !Bool.andb_true_iff, Nat.eqb_eq.
  intros [[D E] N]; apply all_same_eq in E; exists left; repeat split.
  - unfold left; rewrite survivors_ok; apply NoDup_filtered, labellings_NoDup.
  - now rewrite <- E, len_map.
  - rewrite <- E, in_map_iff; intros (u & <- & _).
    exists (wholes (fst u)), (whole (snd u)); rewrite map_map; apply map_ext; intro x.
    symmetry; apply fires_wholes.
  - intros (w & b & ->); rewrite map_map; unfold left; rewrite survivors_ok; apply filter_In.
    split; [apply in_labellings, len_map | now rewrite excluded_sound].
Qed.
End Sound.
