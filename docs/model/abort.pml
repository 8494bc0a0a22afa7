/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The state machine of one upload, in Promela. README.md says what is modelled, what is left out, and how to run it.
 *
 * An inline with a name such as Emission_start stands for that method of the fold in modules/core: Emission.start.
 * Variables have the names of the Java records. One step of a process is one decision of the fold, one action of an
 * agent, or one event at the store; between two steps anything else may happen.
 *
 * -DMUTANT_... breaks one rule of the fold. -DCOMES_TO_REST bounds what goes wrong instead of what is looked at, to see
 * that everything ends. -DCOVERAGE tells which lines were reached.
 */

/* ------------------------------------------------------------------------------------------------ promises ---- */

/* Each is true until it is broken; so its name stands in the message of the verifier. */
bool I1_nothing_leaks = true;
bool I2_nothing_live_is_lost = true;
bool I3_one_winner = true;
bool I4_one_result_each = true;
bool I5_reclaimed_means_verified = true;
bool I6_nothing_waits_for_ever = true;

/* A macro and not an inline: spin cuts long arguments of inlines. */
#define must(promise, condition) if :: condition :: else -> promise = false; assert(promise) fi

/* --------------------------------------------------------------------------------------------------- faults ---- */

#ifdef COMES_TO_REST
/* So much goes wrong, and then no more: messages lost or doubled, crashes, refusals, timers that are too early. */
#ifndef FAULTS
#define FAULTS 1
#endif
byte faults = FAULTS;
#define mayFail (faults > 0)
#define fails faults--
/* What was delivered is gone, or comes again. */
#define delivered(set) if :: set = without(set, part) :: mayFail -> fails fi
#define deliveredRound(round) if :: round = false :: mayFail -> fails fi
/* A timer that waits for a report fires when none can come. */
#ifdef MUTANT_NOTHING_IS_REPEATED
#define deletionsLost false
#else
#define deletionsLost (deletions == 0 && deleted == 0)
#endif
#define roundLost (!round_current && seen == NOT_SEEN)
/* Clients come to an end, wherever they are. */
#define orNot :: skip
#else
/* Anything goes wrong, any number of times. */
#define mayFail true
#define fails skip
#define delivered(set) skip
#define deliveredRound(round) skip
#define deletionsLost true
#define roundLost true
#define orNot
#endif

/* --------------------------------------------------------------------------------------------------- parts ---- */

/* Part generations, and sets of them, are bits. Part 1 is uploaded twice; part 2 once, at any time. */
#define A 1       /* part 1, the first generation */
#define B 2       /* part 1, the second generation, which supersedes A */
#define L 4       /* part 2 */
#define PART1 (A | B)
#define BITS 3
#define without(set, part) (set & (7 - (part)))

inline pick(part, set) {
    if
    :: (set) & A -> part = A
    :: (set) & B -> part = B
    :: (set) & L -> part = L
    fi
}

/* What really lies in the store, and what an object is, or is being, made of. */
unsigned stored : BITS;
unsigned assembling : BITS;   /* handed to the front end, outcome open */
unsigned object : BITS;

/* reclaimBy is PART, else UPLOAD. A store of the second kind overwrites parts, and takes none after the object. */
bool by_part;

/* ------------------------------------------------------------------------------------------------ messages ---- */

/*
 * What agents are told and what they report goes through sets that only grow: whatever was sent may be delivered at any
 * time, in any order, any number of times, or never. Nothing has to be removed from such a set to be lost. Only events
 * of the store and outcomes of assemblies arrive at least once before anything counts as being at rest.
 */
unsigned told : BITS;        /* PartUploaded, not delivered yet */
unsigned echo : BITS;        /* PartUploaded, delivered, may come again */
unsigned deletions : BITS;   /* PartDeletion */
unsigned deleted : BITS;     /* PartDeleted */

mtype:outcome = { NO_OUTCOME, ASSEMBLED, FAILED };
mtype:outcome outcome[3] = NO_OUTCOME;   /* MultipartUploadAssembled, AssemblyFailed; by command */
bool outcome_new[3];                     /* not delivered yet */

/*
 * Round numbers only grow, and only a report of the last round counts. So a round is the current one or an old one. An
 * old one still acts at the store; its report is ignored for ever and need not be kept. Of the reports of the current
 * round the first that is delivered counts, so one slot is enough: a second report replaces the first or is lost.
 */
bool round_current, round_old;                            /* AbortRound */
mtype:seen = { NOT_SEEN, NOTHING, FREED, NAMED, REFUSED };
mtype:seen seen = NOT_SEEN;                               /* AbortRoundReport of the current round */
unsigned named : BITS;                                    /* NAMED: what lies there and was not deleted */
bool apart;                                               /* its lookedAt is a quiet period or more after firstAt */

inline clearSlot() {
    seen = NOT_SEEN;
    named = 0;
    apart = false;
    look_is_fresh = false
}

/* --------------------------------------------------------------------------------------- state of the fold ---- */

/* UploadState.status, Reclaim.state */
mtype:status = { IN_PROGRESS, COMPLETING, COMPLETED, ABORTED };
mtype:reclaim = { NONE, DELETING, VERIFYING, RECLAIMED, PARKED };
mtype:status status = IN_PROGRESS;
mtype:reclaim reclaim = NONE;

/* The ledger: StoredPart.Mark of each generation. */
unsigned live : BITS;
unsigned doomed : BITS;
unsigned held : BITS;
#define others (doomed | held)
#define ledger (live | doomed | held)

/* Completion */
unsigned listed : BITS;
unsigned command : 2;                 /* commandId, 0 for no completion */

/* Pass. The cursor is the key of the last entry that was looked at; of attempts there are none, a first, and more. */
#define NO_WALK 7
unsigned cursor : 3 = NO_WALK;
unsigned attempt : 2;
unsigned outstanding : 3;

/* Looks. The second of two empty looks is the receipt, so there is at most one to remember. */
bool awaited, disturbed, one_empty;

/* AbortOrder.isHeld: accepted, but it can still be taken back. */
bool abort_held;

/* Commands that wait, in the order in which they came. 1 and 2 are Completes; LATER is an Abort with an undo window. */
#define ABORT 0
#define LATER 3
#define isAbort(id) ((id) == ABORT || (id) == LATER)
chan waiting = [4] of { byte };
chan commands = [0] of { byte };

/* ---------------------------------------------------------------------------------------- for the promises ---- */

unsigned aborts_open : 2;  /* Aborts without an answer */
unsigned answered : 3;     /* Completes with one, by command */
bool abort_accepted;       /* there was a 204 */
bool first_is_sound;       /* the first look saw nothing, and no part and no Abort was folded after it was taken */
bool look_is_fresh;        /* the same of the look whose report is on its way: nothing was folded after it was taken */

inline somethingCame() {
    first_is_sound = false;
    look_is_fresh = false
}

/*
 * Scratch of one step, which is no part of a state. The verifier does not say what it reached inside of a d_step; with
 * COVERAGE the same steps are taken statement by statement, and it does.
 */
#ifdef COVERAGE
#define d_step atomic
#define scratch byte
#else
#define scratch hidden byte
#endif
scratch key, entry, loser, rest, who, n, remains;

inline forgetScratch() {
    key = 0;
    entry = 0;
    loser = 0;
    rest = 0;
    who = 0;
    n = 0;
    remains = 0
}

/* ----------------------------------------------------------------------------------------------------- Doom ---- */

/* LedgerKeys: live(1), live(2), then other/A, other/B, other/L. Behind START comes 1, behind OTHERS comes 3. */
#define START 0
#define OTHERS 2
#define LAST 5
#define entryAt(k) ((k) == 1 -> (live & PART1) : ((k) == 2 -> (live & L) : (others & (1 << ((k) - 3)))))
#define keyOfOther(part) ((part) == A -> 3 : ((part) == B -> 4 : 5))
#define keyOf(part) ((live & (part)) -> ((part) == L -> 2 : 1) : keyOfOther(part))

/* Completion.lists: the guard of completed objects. */
#ifdef MUTANT_LISTED_PARTS_LEAVE
#define guarded 0
#else
#define guarded listed
#endif

/* Doom.isSuperseded */
#define superseded ((live & B) -> A : 0)

/* Doom.isDue: all entries that are to go, whether or not their deletion left before. */
#define due (!by_part -> 0 : \
    (status == ABORTED -> ledger : \
    (status == COMPLETED -> without(ledger, guarded) : \
    (status == COMPLETING -> without(doomed, guarded) : \
    (doomed | (held & superseded))))))

/* Doom.leaves: the first walk leaves out what left on its own before. */
#define leaves(part) ((due & (part)) && !(attempt < 2 && (doomed & (part))))

/* Doom.othersAreDue; Doom.anyIsLeft, which looks at the live ones as well where a Complete left something out. */
#define othersAreDue (due & others)
#define anyIsLeft (status == COMPLETED -> due : othersAreDue)

/* ------------------------------------------------------------------------------------------------- Emission ---- */

/* Outputs.deletion */
inline emitDeletion(part) {
    must(I2_nothing_live_is_lost, ((part) & (assembling | object)) == 0);
    deletions = deletions | (part)
}

/* Pass.NONE */
inline Pass_none() {
    cursor = NO_WALK;
    attempt = 0;
    outstanding = 0
}

/* Emission.from */
#define from (status == IN_PROGRESS || status == COMPLETING -> OTHERS : START)

/* Pass.again */
inline Pass_again() {
    cursor = from;
    attempt = 2;
    outstanding = 0
}

/* Emission.start: Abort accepted, assembly done and something left out, assembly failed and something superseded. */
inline Emission_start() {
    if
    :: reclaim == PARKED || (cursor != NO_WALK && attempt > 1) -> Pass_again()
    :: else -> cursor = from; attempt = 1                                          /* Pass.first */
    fi;
    Emission_walk()
}

/* Emission.again: an operator retries. */
inline Emission_again() {
    Pass_again();
    Emission_walk()
}

/* Emission.walk */
inline Emission_walk() {
    reclaim = DELETING;
    Emission_slice()
}

/* Emission.one: a superseded or late generation that was put into the ledger just now. */
inline Emission_one(part) {
    if
    :: reclaim == PARKED || (attempt > 1 && cursor != NO_WALK && keyOfOther(part) > cursor)   /* Pass.willRepeat */
    :: else ->
        emitDeletion(part);
        attempt = (attempt > 1 -> attempt : 1);
        assert(outstanding < 7);                          /* the counter of the model is wide enough */
        outstanding++;
        reclaim = DELETING
    fi
}

/* Emission.slice, and Doom.mark in it. A slice is one entry, so that anything can come between any two entries. */
inline Emission_slice() {
    key = (by_part -> cursor + 1 : LAST + 1);
    do
    :: key <= LAST && entryAt(key) == 0 -> key++
    :: else -> break
    od;
    if
    :: key > LAST ->
        cursor = NO_WALK;
        if
        :: outstanding == 0 -> Emission_drained()
        :: else
        fi
    :: else ->
        entry = entryAt(key);
        if
        :: leaves(entry) ->
            if
            :: (live & entry) && status != ABORTED ->
                /* Moves behind the live ones. A walk that repeats everything will meet it there. */
                live = without(live, entry);
                doomed = doomed | entry;
                if
                :: attempt == 1 -> emitDeletion(entry); outstanding++
                :: else
                fi
            :: else ->
                if
                :: held & entry -> held = without(held, entry); doomed = doomed | entry
                :: else
                fi;
                emitDeletion(entry);
                outstanding++
            fi
        :: else
        fi;
        cursor = key
    fi
}

/* Emission.drained */
inline Emission_drained() {
    remains = by_part && (status == ABORTED -> ledger != 0 : anyIsLeft != 0);
    if
    :: remains -> Pass_again()
    :: !remains && status == ABORTED -> Rounds_start()
    :: else -> reclaim = NONE; Pass_none()
    fi
}

/* Emission.due: the next slice, or, if no report came, everything again. */
inline Emission_due() {
    if
    :: cursor != NO_WALK
    :: else -> Pass_again()
    fi;
    Emission_slice()
}

/* Reports.deleted, then Emission.reported, with Pass.reported in it. */
inline Reports_deleted(part) {
    if
    :: (ledger & (part)) == 0 || (listed & (part))                    /* repeated; Reports.isNeeded */
    :: else ->
        if
        :: !(doomed & (part)) && status != ABORTED                    /* never left */
        :: else ->
            if
            :: (attempt == 1 && (doomed & (part))) || cursor == NO_WALK || keyOf(part) <= cursor ->
                outstanding = (outstanding > 0 -> outstanding - 1 : 0)
            :: else
            fi
        fi;
        live = without(live, part);
        doomed = without(doomed, part);
        held = without(held, part);
        if
        :: reclaim == DELETING && cursor == NO_WALK && outstanding == 0 -> Emission_drained()
        :: else
        fi
    fi
}

/* ---------------------------------------------------------------------------------------- Rounds and Looks ---- */

/* Rounds.issue, Looks.issued: a new number. What is on its way of the last round is old from here on. */
inline Rounds_issue() {
    must(I2_nothing_live_is_lost, (assembling | object) == 0);
    Pass_none();
    round_old = round_old || round_current;
    round_current = true;
#ifndef MUTANT_OLD_REPORTS_COUNT
    clearSlot();
#endif
    awaited = true;
    disturbed = false
}

inline forgetLooks() {
    one_empty = false;
    first_is_sound = false
}

/* Looks.disturb */
inline Looks_disturb() {
#ifdef MUTANT_DISTURBED_LOOK_COUNTS
    skip
#else
    disturbed = awaited;
    forgetLooks()
#endif
}

/* Looks.reported. Nobody listens to this round any more, but who has it may still act on it. */
inline Looks_reported() {
    awaited = false;
    disturbed = false;
    round_old = round_old || round_current;
    round_current = false;
    clearSlot()
}

/*
 * Rounds.start: nothing is left in the ledger. If no round is on its way, one leaves at once, or after a pause if the
 * last one found something. Here it always leaves by Rounds_due, which may come at once.
 */
inline Rounds_start() {
    reclaim = VERIFYING;
    Pass_none()
}

/* Rounds.restart: an Abort is repeated, or a part came late to a store that can only abort whole uploads. */
inline Rounds_restart() {
    Looks_disturb();
    if
    :: (reclaim == RECLAIMED || reclaim == VERIFYING) && !awaited -> reclaim = VERIFYING; Rounds_issue()
    :: else
    fi
}

/* Rounds.due: the next look; or the same round again, under its number unless it was disturbed. */
inline Rounds_due() {
    if
#ifdef MUTANT_DISTURBED_ROUND_REPEATED
    :: !awaited -> Rounds_issue()
    :: else -> round_current = true; disturbed = false
#else
    :: !awaited || disturbed -> Rounds_issue()
    :: else -> round_current = true
#endif
    fi
}

/* Rounds.sawNothing, Looks.sawNothing, Rounds.reclaimed */
inline Rounds_sawNothing() {
    if
    :: reclaim != VERIFYING -> forgetLooks(); Looks_reported()
    :: reclaim == VERIFYING && disturbed -> Rounds_issue()
    :: else ->
        if
#ifndef MUTANT_ONE_LOOK
#if defined(MUTANT_QUIET_PERIOD_IGNORED)
        :: !one_empty ->
#elif defined(MUTANT_EACH_LOOK_IS_THE_FIRST)
        :: true ->
#else
        :: !one_empty || !apart ->
#endif
            one_empty = true;
            first_is_sound = look_is_fresh && seen == NOTHING
#endif
        :: else ->
            must(I5_reclaimed_means_verified, seen == NOTHING && look_is_fresh && first_is_sound && apart);
            reclaim = RECLAIMED;
            forgetLooks()
        fi;
        Looks_reported()
    fi
}

/* Rounds.sawLeftovers, Rounds.delete. It gives up when too many rounds in a row found something. */
inline Rounds_sawLeftovers(gives_up) {
    rest = without(named, ledger);
    forgetLooks();
    Looks_reported();
    if
    :: gives_up -> reclaim = PARKED
    :: else
    fi;
    entry = A;
    do
    :: entry > L -> break
    :: else ->
        if
        :: rest & entry -> doomed = doomed | entry; Emission_one(entry)
        :: else
        fi;
        entry = entry << 1
    od
}

/* Rounds.reported, Rounds.refused */
inline Rounds_reported(gives_up) {
    if
    :: seen == NOTHING -> Rounds_sawNothing()
#ifdef MUTANT_LEFTOVERS_COUNT
    :: seen == FREED -> Rounds_sawNothing()
    :: seen == NAMED -> Rounds_sawLeftovers(gives_up)
#else
    :: seen == FREED || seen == NAMED -> Rounds_sawLeftovers(gives_up)
#endif
    :: seen == REFUSED -> Looks_reported(); reclaim = PARKED
    fi
}

/* ----------------------------------------------------------------------------------------- Rivals and Parts ---- */

/* Rivals.loser: the higher generation is the live one; the other one, if there are two, loses. */
inline Rivals_loser(part) {
    if
    :: (part) == A && (live & B) -> loser = A
    :: (part) == B && (live & A) -> loser = A; live = without(live, A) | B
    :: else -> loser = 0; live = live | (part)
    fi
}

/* Rivals.join: a generation of an upload in progress; the one that loses leaves at once. */
inline Rivals_join(part) {
    Rivals_loser(part);
    if
    :: loser && by_part ->
#ifdef MUTANT_SUPERSEDED_FORGOTTEN
        skip
#else
        doomed = doomed | loser;
        Emission_one(loser)
#endif
    :: else
    fi
}

/* Rivals.release: the assembly failed, and what was held competes with the live parts. */
inline Rivals_release() {
    rest = held;
    entry = A;
    do
    :: entry > L -> break
    :: else ->
        if
        :: rest & entry ->
            held = without(held, entry);
            Rivals_loser(entry);
            if
            :: loser && by_part -> held = held | loser
            :: else
            fi
        :: else
        fi;
        entry = entry << 1
    od;
    if
    :: othersAreDue -> Emission_start()
    :: else
    fi
}

/* Parts.uploaded, Parts.assembling. That a listed part is missing in the ledger takes a crash under at-least-once. */
inline Parts_uploaded(part) {
    if
    :: ledger & (part) -> Parts_repeated(part)
    :: else ->
        if
        :: status == IN_PROGRESS -> Rivals_join(part)
        :: status == COMPLETING ->
            assert((listed & (part)) == 0);
#ifdef MUTANT_NOT_HELD
            Rivals_join(part)
#else
            held = held | (part)
#endif
        :: status == COMPLETED -> assert((listed & (part)) == 0 || !by_part); Parts_stray(part)
        :: status == ABORTED -> Parts_late(part)
        fi
    fi
}

/*
 * Parts.repeated. Emission.rescue has work only after a crash under at-least-once; see promises(). A held part of an
 * upload in progress takes such a crash, too, or more superseded generations than there are here.
 */
inline Parts_repeated(part) {
    if
    :: !by_part && (doomed & (part)) && status == ABORTED -> Rounds_restart()
    :: else
    fi
}

/* Parts.stray, Parts.doom */
inline Parts_stray(part) {
    if
    :: by_part ->
        doomed = doomed | (part);
#ifdef MUTANT_LATE_PART_BY_NUMBER
        Emission_one(((part) == L -> L : (live & PART1)))
#else
        Emission_one(part)
#endif
    :: else
    fi
}

/* Parts.late, Parts.doom */
inline Parts_late(part) {
#ifdef MUTANT_LATE_PART_IGNORED
    skip
#else
    somethingCame();
    doomed = doomed | (part);
    if
    :: by_part -> Looks_disturb(); Emission_one(part)
    :: else -> Rounds_restart()
    fi
#endif
}

/* --------------------------------------------------------------------------- Commands, Aborts and Completes ---- */

/* Aborts.decide, Aborts.accept, Aborts.again, UndoWindow.hold, Draft.hold, Draft.answer */
inline Aborts_decide(id) {
    if
#ifdef MUTANT_NO_GUARD
    :: status == IN_PROGRESS || status == COMPLETING ->
#else
    :: status == COMPLETING -> waiting!id
    :: status == IN_PROGRESS ->
#endif
        aborts_open--;
        if
        :: (id) == LATER -> abort_held = true
        :: else -> Aborts_carryOut()
        fi
    :: status == ABORTED ->
        aborts_open--;
        somethingCame();
        Rounds_restart()
    :: status == COMPLETED ->
        aborts_open--;
        must(I3_one_winner, object != 0)
    fi
}

/* Aborts.carryOut: at once, or by UndoWindow.due */
inline Aborts_carryOut() {
    abort_held = false;
    abort_accepted = true;
    status = ABORTED;
    Emission_start()
}

/* Completes.decide, Completes.isAccepted, Completes.validate, Completes.accept. A 400 and a 404 change nothing. */
inline Completes_decide(id, wish) {
    if
#ifdef MUTANT_SECOND_WINNER
    :: status == IN_PROGRESS || status == ABORTED ->
#else
    :: status == ABORTED -> answer(id)
    :: status == IN_PROGRESS ->
#endif
        if
        :: wish && without(wish, live) == 0 ->
            status = COMPLETING;
            command = id;
            listed = wish;
            assembling = wish;
#ifndef MUTANT_HELD_ABORT_SURVIVES
            abort_held = false;                       /* UndoWindow.takeBack */
#endif
            waiting!id
        :: else -> answer(id)
        fi
    :: status == COMPLETING -> waiting!id
    :: status == COMPLETED ->
        /* The one that won is told of the object, and so is one with the same list; any other gets a 404. */
        must(I3_one_winner, ((id) != command && wish != listed) || object == listed);
        answer(id)
    fi
}

/* Draft.answer for a Complete */
inline answer(id) {
    must(I4_one_result_each, (answered & (1 << (id))) == 0);
    answered = answered | (1 << (id))
}

/*
 * Commands.decideWaiting: in the order of arrival. (For a Complete that has to wait on after this, there would have to be
 * a third one.)
 */
inline Commands_decideWaiting(wish) {
    n = len(waiting);
    do
    :: n == 0 -> break
    :: else ->
        waiting?who;
        if
        :: isAbort(who) -> Aborts_decide(who)
        :: else -> Completes_decide(who, wish)
        fi;
        n--
    od
}

/* ------------------------------------------------------------------------------------------------- Assembly ---- */

/* Assembly.assembled, Assembly.complete */
inline Assembly_assembled(id, wish) {
    if
    :: status == COMPLETED
    :: else ->
        must(I3_one_winner, status == COMPLETING && command == (id));       /* else by evidence: README.md */
        status = COMPLETED;
        if
#ifdef MUTANT_UNLISTED_FORGOTTEN
        :: by_part && othersAreDue -> Emission_start()
#else
        :: by_part && (without(live, listed) || othersAreDue) -> Emission_start()
#endif
        :: else
        fi;
#ifdef MUTANT_WAITING_FORGOTTEN
        skip
#else
        Commands_decideWaiting(wish)
#endif
    fi
}

/* Assembly.failed. The outcome of another command (Completion.isOutcome) changes nothing. */
inline Assembly_failed(id, wish) {
    if
#ifdef MUTANT_FOREIGN_OUTCOME
    :: status == COMPLETING ->
#else
    :: status == COMPLETING && command == (id) ->
#endif
        status = IN_PROGRESS;
        Assembly_answerCompleter();
        command = 0;
        listed = 0;
#ifndef MUTANT_HELD_FORGOTTEN
        Rivals_release();
#endif
        Commands_decideWaiting(wish)
    :: else
    fi
}

/* Assembly.answerCompleter: the accepted Complete waits among the other commands, and is answered before them. */
inline Assembly_answerCompleter() {
    answer(command);
    n = len(waiting);
    do
    :: n == 0 -> break
    :: else ->
        waiting?who;
        if
#ifdef MUTANT_ANSWERED_TWICE
        :: true -> waiting!who
#else
        :: who != command -> waiting!who
        :: else
#endif
        fi;
        n--
    od
}

/* ------------------------------------------------------------------------------------------------ decisions ---- */

/* What holds after each decision. */
inline promises() {
    must(I1_nothing_leaks, due == 0 || reclaim == DELETING || reclaim == PARKED);
    must(I1_nothing_leaks, held == 0 || status != IN_PROGRESS);
    must(I3_one_winner, !abort_accepted || (status == ABORTED && object == 0));
    must(I3_one_winner, !abort_held || status == IN_PROGRESS);
    must(I6_nothing_waits_for_ever, (status == COMPLETING) == (len(waiting) > 0));
    must(I6_nothing_waits_for_ever, status != ABORTED || reclaim != NONE);
    forgetScratch()
}

/* All events were delivered, and nothing has a timer. What else is on its way may arrive later, or never. */
#define at_rest (told == 0 && assembling == 0 && !abort_held && !outcome_new[1] && !outcome_new[2] \
    && (reclaim == NONE || reclaim == RECLAIMED))

/* What holds then. */
inline promisesAtRest() {
    must(I1_nothing_leaks, status != ABORTED || (stored == 0 && (!by_part || ledger == 0)));
    must(I1_nothing_leaks, status != COMPLETED || stored == object);
    must(I1_nothing_leaks, status != IN_PROGRESS || stored == live);
    must(I2_nothing_live_is_lost, without(object, stored) == 0);
    must(I3_one_winner, (status == COMPLETED) == (object != 0));
    must(I3_one_winner, (status == ABORTED) == abort_accepted);
    must(I4_one_result_each, aborts_open == 0);
    must(I6_nothing_waits_for_ever, status != COMPLETING)
}

/* The list of a Complete: any parts, at most one generation of each. 0 stands for a list that no rule allows. */
inline pickList(wish) {
    if
    :: wish = 0
    :: wish = A
    :: wish = B
    :: wish = L
    :: wish = A | L
    :: wish = B | L
    fi
}

/* UploadFold.received and UploadFold.fired: each option is one decision. */
proctype fold() {
    byte part, id, wish;
    bool gives_up;

    do
    /* Commands.received */
    :: atomic {
        commands?id ->
        if
        :: isAbort(id) -> d_step { who = id; aborts_open++; Aborts_decide(who) }
        :: else -> pickList(wish); d_step { who = id; Completes_decide(who, wish); wish = 0 }
        fi;
        d_step { id = 0; promises() }
    }
    /* UploadEvents.received, PartUploaded */
    :: atomic {
        told -> pick(part, told);
        d_step { told = without(told, part); echo = echo | part; Parts_uploaded(part); part = 0; promises() }
    }
    /* The same again */
    :: atomic {
        echo && mayFail -> pick(part, echo);
        d_step { fails; Parts_uploaded(part); part = 0; promises() }
    }
    /* UploadEvents.received, MultipartUploadAssembled and AssemblyFailed */
    :: atomic {
        if
        :: outcome[1] != NO_OUTCOME && (outcome_new[1] || mayFail) -> id = 1
        :: outcome[2] != NO_OUTCOME && (outcome_new[2] || mayFail) -> id = 2
        fi;
        if
        :: len(waiting) > 1 -> pickList(wish)        /* that of a Complete that waits */
        :: else
        fi;
        d_step {
            if
            :: outcome_new[id] -> outcome_new[id] = false
            :: else -> fails
            fi;
            if
            :: outcome[id] == ASSEMBLED -> Assembly_assembled(id, wish)
            :: else -> Assembly_failed(id, wish)
            fi;
            id = 0;
            wish = 0;
            promises()
        }
    }
    /* Reports.received, PartDeleted */
    :: atomic {
        deleted -> pick(part, deleted);
        delivered(deleted);
        d_step { Reports_deleted(part); part = 0; promises() }
    }
    /* Reports.received, AbortRoundReport */
    :: atomic {
        seen != NOT_SEEN ->
        if
        :: mayFail -> fails; gives_up = true
        :: gives_up = false
        fi;
        d_step { Rounds_reported(gives_up); gives_up = false; promises() }
    }
    /* Timers.reclaim in DELETING: the next slice, or everything again */
    :: d_step { reclaim == DELETING && (cursor != NO_WALK || deletionsLost) -> Emission_due(); promises() }
    /* Timers.reclaim in VERIFYING: the next look, or the same again */
    :: d_step { reclaim == VERIFYING && (!awaited || roundLost) -> Rounds_due(); promises() }
#ifdef COMES_TO_REST
    /* Both too early */
    :: d_step {
        reclaim == DELETING && !(cursor != NO_WALK || deletionsLost) && mayFail -> fails;
        Emission_due(); promises()
    }
    :: d_step {
        reclaim == VERIFYING && !(!awaited || roundLost) && mayFail -> fails;
        Rounds_due(); promises()
    }
#endif
    /* Emission.park: the last attempt was made (Emission.due), or an agent is refused (Reports.failed) */
    :: d_step { reclaim == DELETING && (cursor == NO_WALK || due) && mayFail -> fails; reclaim = PARKED; promises() }
    /* Emission.park: the last attempt was made (Rounds.due) */
    :: d_step { reclaim == VERIFYING && awaited && !disturbed && mayFail -> fails; reclaim = PARKED; promises() }
    /* Timers.fired: UndoWindow.due */
#ifdef MUTANT_HELD_ABORT_SURVIVES
    :: d_step { abort_held -> Aborts_carryOut(); promises() }
#else
    :: d_step { abort_held && status == IN_PROGRESS -> Aborts_carryOut(); promises() }
#endif
    /* OwnCommands.decide: UndoWindow.cancel; a person takes the Abort back */
    :: d_step { abort_held -> abort_held = false; promises() }
    /* OwnCommands.retry, Looks.renewed, Pass.renewed: a person takes the reclaim out of there */
    :: d_step { reclaim == PARKED -> forgetLooks(); Looks_reported(); Emission_again(); promises() }
#ifdef COMES_TO_REST
    /* Nobody can do anything any more. */
    :: timeout -> d_step { must(I6_nothing_waits_for_ever, at_rest); promisesAtRest() }; break
#else
    :: d_step { at_rest -> promisesAtRest() }
#endif
    od
}

/* -------------------------------------------------------------------------------------------------- clients ---- */

/* The bytes land, and the event is on its way; how long it takes is open. */
inline put(part, number) {
    if
    :: by_part -> stored = stored | (part); told = told | (part)
    :: !by_part && object == 0 -> stored = without(stored, number) | (part); told = told | (part)
    :: else
    fi
}

/* Uploads part 1, and again. Without COMES_TO_REST a client may be idle for ever by itself. */
proctype uploader() {
    if
    :: d_step { put(A, PART1) }
    orNot
    fi;
    if
    :: d_step { put(B, PART1) }
    orNot
    fi
}

/* Uploads part 2, whatever was decided. */
proctype late_uploader() {
    if
    :: d_step { put(L, L) }
    orNot
    fi
}

/* Aborts, perhaps as a policy does, with an undo window; and once more. */
proctype aborter() {
    if
    :: commands!ABORT
    :: commands!LATER
    orNot
    fi;
    if
    :: commands!ABORT
    orNot
    fi
}

/* Completes, and once more under another command id, without waiting for the first answer. */
proctype completer() {
    if
    :: commands!1
    orNot
    fi;
#ifndef COMES_TO_REST
    commands!2
#endif
}

/* ------------------------------------------------------------------------------------- front end and agent ---- */

inline assembled(result) {
    assembling = 0;
    outcome[command] = result;
    outcome_new[command] = true
}

/* Assembles what is COMPLETING. That takes as long as it takes, and can fail. */
proctype front_end() {
end:
    do
    :: d_step {
        assembling && without(assembling, stored) == 0 ->
        object = assembling;
        stored = (by_part -> stored : object);
        assembled(ASSEMBLED)
    }
    :: d_step {
        assembling ->
        must(I2_nothing_live_is_lost, !by_part || without(assembling, stored) == 0);
        assembled(FAILED)
    }
    od
}

/* What is in the slot already may be the report that arrives first. Clocks of agents may differ. */
inline report(what, parts) {
    if
    :: seen = what; named = parts; look_is_fresh = true;
        if
        :: !one_empty -> apart = false
        :: one_empty -> apart = true
        :: one_empty && mayFail -> fails; apart = false
        fi
    :: seen != NOT_SEEN
    fi
}

/* Deletes; aborts and looks. A crash after that loses the report, and the record comes again; before, it is nothing. */
proctype agent() {
    byte part;
end:
    do
    :: atomic {
        deletions -> pick(part, deletions);
        must(I2_nothing_live_is_lost, (part & (assembling | object)) == 0);
        stored = without(stored, part);
        delivered(deletions);
        if
        :: deleted = deleted | part
        :: mayFail -> fails                                  /* crashed */
        fi;
        part = 0
    }
    :: atomic {
        round_current ->
        must(I2_nothing_live_is_lost, (assembling | object) == 0);
        if
        :: stored == 0 -> report(NOTHING, 0)
        :: stored -> report(FREED, 0); stored = 0
        :: stored && by_part -> report(NAMED, stored)
        :: mayFail -> fails; report(REFUSED, 0)
        :: mayFail -> fails; stored = 0                      /* crashed */
        fi;
        deliveredRound(round_current)
    }
    :: atomic {
        round_old ->
        must(I2_nothing_live_is_lost, (assembling | object) == 0);
        stored = 0;
        deliveredRound(round_old)
    }
#ifdef COMES_TO_REST
    /* Lost */
    :: atomic { deletions && mayFail -> fails; pick(part, deletions); deletions = without(deletions, part); part = 0 }
    :: d_step { round_current && mayFail -> fails; round_current = false }
#endif
    od
}

init {
    atomic {
        if
        :: by_part = true
        :: by_part = false
        fi;
        run fold();
        run uploader();
        run late_uploader();
        run aborter();
        run completer();
        run front_end();
        run agent()
    }
}
