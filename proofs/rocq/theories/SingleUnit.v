(** * One unit computes XOR unless its activation is monotone

    No monotone activation lets one unit compute XOR ([Xor.v]).  Let g be continuous and not
    monotone: it rises somewhere and falls somewhere.  Then it turns round: there are x < y < z
    such that g y is greater than both g x and g z, or less than both.  Take the midpoint of the
    interval from x to z, and go on with the half that has y inside; as g is continuous at y, this
    ends at an interval from p to s whose midpoint m is on y's side of a level t, while p and s are
    not.  The unit with the arguments p, m, m, s (or m, p, s, m) at the four points is XOR.

    This holds over every ordered field in which some multiple of 1 exceeds any number. *)
From Coq Require Import ZArith QArith.
From NL Require Import Base Search Affine Xor.
Local Open Scope nl_scope.

Section SingleUnit.
Variable K : OrdField.
Add Ring Kring : (ring_ax K).

Definition archimedean := forall x : K, exists z : Z, x < whole z.
Definition continuous (g : K -> K) := forall y e, 0 < e ->
  exists d, 0 < d /\ forall z, y - d < z -> z < y + d -> g y - e < g z /\ g z < g y + e.

(** ** 1. A function that rises and falls turns round *)
Definition turns (g : K -> K) := exists x y z, x < y /\ y < z /\
  ((g x < g y /\ g z < g y) \/ (g y < g x /\ g y < g z)).

Lemma peak_or (g : K -> K) x y z : x < y -> y < z -> turns g \/ g y <= g x \/ g y <= g z.
Proof.
  intros A B'; destruct (le_or_lt (g y) (g x)) as [L|L]; [now auto|].
  destruct (le_or_lt (g y) (g z)) as [L'|L']; [now auto|].
  left; exists x, y, z; auto.
Qed.
Lemma valley_or (g : K -> K) x y z : x < y -> y < z -> turns g \/ g x <= g y \/ g z <= g y.
Proof.
  intros A B'; destruct (le_or_lt (g x) (g y)) as [L|L]; [now auto|].
  destruct (le_or_lt (g z) (g y)) as [L'|L']; [now auto|].
  left; exists x, y, z; auto.
Qed.

(** Where g falls from a to b and does not turn, it falls everywhere, at least weakly. *)
Lemma falls_around (g : K -> K) a b u : a < b -> g b < g a ->
  turns g \/ ((u <= a -> g a <= g u) /\ (a <= u -> u <= b -> g u <= g a /\ g b <= g u)
              /\ (b <= u -> g u <= g b)).
Proof.
  intros L F.
  destruct (sign K (a - u)) as [P|[E|P]].
  - assert (U : u < a) by linear.
    destruct (peak_or g u a b U L) as [T|C]; [now left | right].
    repeat split; intros; destruct C; linear.
  - assert (U : u = a) by linear; subst u; right; repeat split; intros; linear.
  - assert (U : a < u) by linear; destruct (sign K (b - u)) as [R|[E|R]].
    + assert (U' : u < b) by linear.
      destruct (peak_or g a u b U U') as [T|C]; [now left|].
      destruct (valley_or g a u b U U') as [T|D]; [now left | right].
      repeat split; intros; destruct C, D; linear.
    + assert (U' : u = b) by linear; subst u; right; repeat split; intros; linear.
    + assert (U' : b < u) by linear.
      destruct (valley_or g a b u L U') as [T|C]; [now left | right].
      repeat split; intros; destruct C; linear.
Qed.

Lemma rise_and_fall_turn (g : K -> K) :
  (exists x y, x < y /\ g x < g y) -> (exists x y, x < y /\ g y < g x) -> turns g.
Proof.
  intros (c & d & CD & R) (a & b & AB & F).
  destruct (falls_around g a b c AB F) as [T|(C1 & C2 & C3)]; [exact T|].
  destruct (falls_around g a b d AB F) as [T|(D1 & D2 & D3)]; [exact T|].
  destruct (le_or_lt c a) as [Ca|Ca].
  - specialize (C1 Ca); destruct (le_or_lt a d) as [Da|Da].
    + exfalso; destruct (le_or_lt d b) as [Db|Db].
      * destruct (D2 Da Db); linear.
      * specialize (D3 (lt_le Db)); linear.
    + specialize (D1 (lt_le Da)).
      exists c, d, b; repeat split; [exact CD | linear | left; split; linear].
  - destruct (le_or_lt c b) as [Cb|Cb].
    + destruct (C2 (lt_le Ca) Cb) as [G H]; destruct (le_or_lt d b) as [Db|Db].
      * assert (Da : a <= d) by linear; destruct (D2 Da Db) as [G' H'].
        exists a, c, d; repeat split; [exact Ca | exact CD | right; split; linear].
      * specialize (D3 (lt_le Db)); exfalso; linear.
    + specialize (C3 (lt_le Cb)); exists a, c, d.
      repeat split; [exact Ca | exact CD | right; split; linear].
Qed.

(** ** 2. Bisection *)
Notation half := (rat (1 # 2)).

(** The statement about the first N steps: the distances stay at least d, the interval is halved. *)
Theorem bisection (p0 s0 y d : K) (p s n h : nat -> K) :
  0 < d -> d <= y - p0 -> d <= s0 - y ->
  p 0%nat = p0 -> s 0%nat = s0 -> n 0%nat = 0 -> h 0%nat = 1 ->
  (forall k, let m := rat (1 # 2) * (p k + s k) in
     let right := if le_dec (y - m) 0 then 0 else 1 in
     p (S k) = p k + right * (m - p k) /\ s (S k) = m + right * (s k - m) /\
     n (S k) = n k + 1 /\ h (S k) = rat (1 # 2) * h k) ->
  forall N, (forall k, (k < N)%nat -> d <= abs (rat (1 # 2) * (p k + s k) - y)) ->
  d <= y - p N /\ d <= s N - y /\ s N - p N = h N * (s0 - p0) /\ 0 < h N /\
  h N * (n N + 1) <= 1 /\ 0 <= n N /\ (1 + 1) * d * (n N + 1) <= s0 - p0.
Proof.
  intros D P0 S0 Ep Es En Eh step; induction N as [|N IH]; intro far.
  - rewrite Ep, Es, En, Eh; repeat split; try linear; apply one_pos.
  - destruct IH as (A & B' & C & H & Hn & Pn & Dn); [intros k L; apply far; lia|].
    specialize (far N (Nat.lt_succ_diag_r N)); destruct (step N) as (E1 & E2 & E3 & E4).
    revert far E1 E2; set (m := half * (p N + s N)); intros far E1 E2; cbv zeta in E1, E2.
    assert (M : m + m = p N + s N) by (unfold m; linear).
    assert (side : (m <= y /\ m <= y - d) \/ (y <= m /\ y + d <= m)).
    { unfold abs in far; destruct (le_dec 0 (m - y)) as [Q|Q]; [right | left]; split; linear. }
    rewrite E3, E4.
    assert (G : d <= y - p (S N) /\ d <= s (S N) - y
                /\ s (S N) - p (S N) = half * (s N - p N)).
    { rewrite E1, E2; destruct (le_dec (y - m) 0) as [Q|Q];
        destruct side as [[]|[]]; repeat split; linear. }
    destruct G as (G1 & G2 & G3).
    assert (L : half * h N * (n N + 1 + 1) <= 1) by nonlinear.
    assert (E : s (S N) - p (S N) = half * h N * (s0 - p0)) by (rewrite G3, C; linear).
    repeat split; try assumption; try linear.
    nonlinear.
Qed.

Lemma whole_below_pow (m : nat) : whole (Z.of_nat m) <= pow (1 + 1 : K) m.
Proof.
  induction m as [|m IH]; [unfold whole; simpl; apply lt_le, one_pos|].
  rewrite Nat2Z.inj_succ, <- Z.add_1_r, whole_next; simpl; assert (P : 1 <= pow (1 + 1 : K) m).
  { clear IH; induction m as [|m IH]; simpl; linear. }
  linear.
Qed.
Lemma enough_halvings : archimedean -> forall x d : K, 0 < d -> exists m, x <= pow (1 + 1) m * d.
Proof.
  intros arch x d D; assert (E := inv_r K d (pos_neq K d D)); destruct (arch (x * inv d)) as [z Z0].
  exists (Z.to_nat z); assert (L : x * inv d <= pow (1 + 1) (Z.to_nat z)).
  { assert (W := whole_below_pow (Z.to_nat z)); destruct (Z.le_gt_cases 0 z) as [P|P].
    - rewrite Z2Nat.id in W by exact P; linear.
    - assert (N : (0 : K) < whole (- z)).
      { replace (- z)%Z with (Z.pos (Z.to_pos (- z))) by lia; apply whole_pos. }
      rewrite whole_opp in N; assert (O : 0 <= pow (1 + 1 : K) (Z.to_nat z)).
      { replace (Z.to_nat z) with 0%nat by lia; simpl; apply lt_le, one_pos. }
      linear. }
  replace x with (x * inv d * d).
  - apply le_sub; apply le_sub in L; by_cert (mul_nonneg L (lt_le D)).
  - transitivity (x * (d * inv d)); [ring | rewrite E; ring].
Qed.

(** A set Q without points near y, and points of Q on both sides: halving the interval around y
    leads to two points of Q whose midpoint is not in Q. *)
Lemma halve (Q : K -> Prop) (Q_dec : forall z, {Q z} + {~ Q z}) (y d : K) :
  0 < d -> (forall z, y - d < z -> z < y + d -> ~ Q z) ->
  forall m p s, p < y -> y < s -> Q p -> Q s -> s - p <= pow (1 + 1) m * d ->
  exists p s, p < s /\ Q p /\ Q s /\ ~ Q (half * (p + s)).
Proof.
  intros D far; induction m as [|m IH]; intros p s P S Qp Qs L; simpl in L.
  - exfalso; apply (far p); [linear | linear | exact Qp].
  - set (c := half * (p + s)); assert (C : c + c = p + s) by (unfold c; linear).
    destruct (Q_dec c) as [Qc|N]; [|exists p, s; repeat split; [linear | | | exact N]; assumption].
    destruct (sign K (y - c)) as [R|[R|R]].
    + apply (IH c s); trivial; [linear|].
      assert (L' : (1 + 1) * (s - c) <= (1 + 1) * (pow (1 + 1) m * d)) by linear; linear.
    + destruct (far c); [linear | linear | exact Qc].
    + apply (IH p c); trivial; linear.
Qed.

(** ** 3. The theorem *)
Definition unit_is_xor (g : K -> K) (w1 w2 b t : K) :=
  forall p q, t < g (w1 * num p + w2 * num q + b) <-> xorb p q = true.

(** The arguments p, m, m, s of a unit at (0,0), (0,1), (1,0), (1,1), and m, p, s, m. *)
Theorem peak_arguments (p s x1 x2 : K) :
  rat (1 # 2) * (s - p) * (x1 + x2) + p
  = (1 - x1) * (1 - x2) * p + x1 * (1 - x2) * (rat (1 # 2) * (p + s))
    + (1 - x1) * x2 * (rat (1 # 2) * (p + s)) + x1 * x2 * s.
Proof. linear. Qed.
Theorem valley_arguments (p s x1 x2 : K) :
  rat (1 # 2) * (s - p) * (x1 - x2) + rat (1 # 2) * (p + s)
  = (1 - x1) * (1 - x2) * (rat (1 # 2) * (p + s)) + x1 * (1 - x2) * s
    + (1 - x1) * x2 * p + x1 * x2 * (rat (1 # 2) * (p + s)).
Proof. linear. Qed.

Lemma peak_unit (g : K -> K) (p s t : K) :
  g p <= t -> g s <= t -> t < g (half * (p + s)) ->
  unit_is_xor g (half * (s - p)) (half * (s - p)) p t.
Proof.
  intros P S M x1 x2.
  replace (half * (s - p) * num x1 + half * (s - p) * num x2 + p)
    with (half * (s - p) * (num x1 + num x2) + p) by ring.
  rewrite peak_arguments; destruct x1, x2; unfold num; simpl;
  match goal with |- _ < g ?e <-> _ => first
    [ replace e with p by ring | replace e with s by ring
    | replace e with (half * (p + s)) by ring ] end;
  split; intro F; easy.
Qed.
Lemma valley_unit (g : K -> K) (p s t : K) :
  t < g p -> t < g s -> g (half * (p + s)) <= t ->
  unit_is_xor g (half * (s - p)) (- (half * (s - p))) (half * (p + s)) t.
Proof.
  intros P S M x1 x2.
  replace (half * (s - p) * num x1 + - (half * (s - p)) * num x2 + half * (p + s))
    with (half * (s - p) * (num x1 - num x2) + half * (p + s)) by ring.
  rewrite valley_arguments; destruct x1, x2; unfold num; simpl;
  match goal with |- _ < g ?e <-> _ => first
    [ replace e with p by ring | replace e with s by ring
    | replace e with (half * (p + s)) by ring ] end;
  split; intro F; easy.
Qed.

Lemma turning_unit (g : K -> K) : archimedean -> continuous g -> turns g ->
  exists w1 w2 b t, unit_is_xor g w1 w2 b t.
Proof.
  intros arch cont (x & y & z & XY & YZ & [[A B']|[A B']]).
  - (* A peak: the level is the greater of the two values beside it. *)
    assert (T : exists t, g x <= t /\ g z <= t /\ t < g y).
    { destruct (le_or_lt (g x) (g z)) as [L|L]; [exists (g z) | exists (g x)];
        repeat split; trivial; linear. }
    destruct T as (t & Tx & Tz & Ty).
    destruct (cont y (g y - t)) as (d & D & near); [linear|].
    destruct (enough_halvings arch (z - x) d D) as [m M].
    destruct (halve (fun u => g u <= t) (fun u => le_dec (g u) t) y d D) with m x z
      as (p & s & _ & P & S & N); trivial.
    { intros u U U' F; destruct (near u U U') as [G _]; linear. }
    exists (half * (s - p)), (half * (s - p)), p, t; now apply peak_unit.
  - assert (T : exists t, t <= g x /\ t <= g z /\ g y < t).
    { destruct (le_or_lt (g x) (g z)) as [L|L]; [exists (g x) | exists (g z)];
        repeat split; trivial; linear. }
    destruct T as (t & Tx & Tz & Ty).
    destruct (cont y (t - g y)) as (d & D & near); [linear|].
    destruct (enough_halvings arch (z - x) d D) as [m M].
    destruct (halve (fun u => t <= g u) (fun u => le_dec t (g u)) y d D) with m x z
      as (p & s & _ & P & S & N); trivial.
    { intros u U U' F; destruct (near u U U') as [_ G]; linear. }
    apply not_le_lt in N.
    exists (half * (s - p)), (- (half * (s - p))), (half * (p + s)), (g (half * (p + s))).
    apply valley_unit; [linear | linear | apply le_refl].
Qed.

(** A unit that computes XOR shows where its activation rises, and where it falls. *)
Lemma xor_unit_rises_and_falls (g : K -> K) w1 w2 b t : unit_is_xor g w1 w2 b t ->
  (exists x y, x < y /\ g x < g y) /\ (exists x y, x < y /\ g y < g x).
Proof.
  intro H; four_points H.
  assert (F01 := proj2 H01 eq_refl); assert (F10 := proj2 H10 eq_refl).
  assert (N00 : g (w1 * 0 + w2 * 0 + b) <= t).
  { apply not_lt_le; intro F; now apply H00 in F. }
  assert (N11 : g (w1 * 1 + w2 * 1 + b) <= t).
  { apply not_lt_le; intro F; now apply H11 in F. }
  destruct (sign K w2) as [P|[E|P]].
  - split; [exists (w1 * 0 + w2 * 0 + b), (w1 * 0 + w2 * 1 + b)
           | exists (w1 * 1 + w2 * 0 + b), (w1 * 1 + w2 * 1 + b)]; split; linear.
  - exfalso; rewrite E in *.
    replace (w1 * 0 + 0 * 1 + b) with (w1 * 0 + 0 * 0 + b) in F01 by ring; linear.
  - split; [exists (w1 * 1 + w2 * 1 + b), (w1 * 1 + w2 * 0 + b)
           | exists (w1 * 0 + w2 * 1 + b), (w1 * 0 + w2 * 0 + b)]; split; linear.
Qed.

Theorem single_unit : archimedean -> forall g : K -> K,
  (increasing g \/ decreasing g ->
   ~ exists w1 w2 b t, forall p q, t < g (w1 * num p + w2 * num q + b) <-> xorb p q = true)
  /\ (continuous g ->
      ((exists w1 w2 b t, forall p q, t < g (w1 * num p + w2 * num q + b) <-> xorb p q = true)
       <-> (exists x y, x < y /\ g x < g y) /\ (exists x y, x < y /\ g y < g x))).
Proof.
  intros arch g; split; [exact (xor_not_monotone_unit K g)|]; intro cont; split.
  - intros (w1 & w2 & b & t & H); exact (xor_unit_rises_and_falls g w1 w2 b t H).
  - intros [R F]; exact (turning_unit g arch cont (rise_and_fall_turn g R F)).
Qed.

(** Where g takes one value at x and z and another one between them, an affine map of the output
    makes it XOR exactly. *)
Theorem exact_unit (g : K -> K) (x y z : K) : archimedean -> continuous g ->
  x < y -> y < z -> g x = g z -> g y <> g x ->
  exists w b a c, forall p q, a * g (w * (num p + num q) + b) + c = num (xorb p q).
Proof.
  intros arch cont XY YZ E N.
  assert (gap : exists e, 0 < e /\ (e <= g y - g x \/ e <= g x - g y)).
  { destruct (sign K (g y - g x)) as [P|[Z0|P]].
    - exists (g y - g x); split; [exact P | left; apply le_refl].
    - destruct N; linear.
    - exists (g x - g y); split; [linear | right; apply le_refl]. }
  destruct gap as (e & E0 & G); destruct (cont y e E0) as (d & D & near).
  destruct (enough_halvings arch (z - x) d D) as [m M].
  assert (dec : forall u, {g u = g x} + {g u <> g x}).
  { intro u; destruct (le_dec (g u) (g x)) as [A|A];
      [destruct (le_dec (g x) (g u)) as [B'|B']|].
    - left; now apply le_antisym.
    - right; intro F; rewrite F in B'; exact (B' (le_refl K _)).
    - right; intro F; rewrite F in A; exact (A (le_refl K _)). }
  destruct (halve (fun u => g u = g x) dec y d D) with m x z as (p & s & _ & P & S & O); trivial.
  { intros u U U' F; destruct (near u U U') as [A B']; destruct G; linear. }
  { now symmetry. }
  set (v := g (half * (p + s)) - g x).
  assert (I : v * inv v = 1).
  { apply inv_r; unfold v; intro Z0; apply O; linear. }
  exists (half * (s - p)), p, (inv v), (- (g x * inv v)); intros x1 x2.
  rewrite peak_arguments.
  assert (Zero : forall u, g u = g x -> inv v * g u + - (g x * inv v) = 0).
  { intros u U; rewrite U; ring. }
  assert (One : inv v * g (half * (p + s)) + - (g x * inv v) = 1).
  { rewrite <- I; unfold v; ring. }
  destruct x1, x2; unfold num; simpl;
  match goal with |- _ * g ?e + _ = _ => first
    [ replace e with p by ring; now apply Zero | replace e with s by ring; now apply Zero
    | replace e with (half * (p + s)) by ring; exact One ] end.
Qed.

(** Three differences of which no two neighbours, and no two that meet, have opposite signs. *)
Theorem turns_apart (e1 e2 e3 : K) : 0 <= e1 * e2 -> 0 <= e2 * e3 -> 0 <= e1 * (e2 + e3) ->
  0 <= (e1 + e2) * e3 -> 0 <= e1 * e3.
Proof.
  intros A B' C D; destruct (sign K e2) as [P|[E|P]].
  - assert (0 <= e1) by nonlinear; assert (0 <= e3) by nonlinear; now apply mul_nonneg.
  - rewrite E in C; linear.
  - assert (e1 <= 0) by nonlinear; assert (e3 <= 0) by nonlinear; nonlinear.
Qed.
Theorem turns_overlap (e1 e2 e3 : K) : 0 <= e1 * e2 -> 0 <= e2 * e3 -> 0 <= e1 * (e2 + e3) ->
  0 <= (e1 + e2) * e3 -> 0 <= (e1 + e2) * (e2 + e3).
Proof. intros; nonlinear. Qed.
Theorem turns_inside (e1 e2 e3 : K) : 0 <= e1 * e2 -> 0 <= e2 * e3 -> 0 <= e1 * (e2 + e3) ->
  0 <= (e1 + e2) * e3 -> 0 <= (e1 + e2 + e3) * e2.
Proof. intros; nonlinear. Qed.
End SingleUnit.

Arguments continuous {_} _.
