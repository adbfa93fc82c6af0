package io.headroom.endtoend.attack;

import io.headroom.endtoend.attack.LogCopy.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Damage to the records of a binary log, which is written again as a log that is sound in itself. */
enum RecordMutation implements Mutation {
    RECORDS_DROPPED {
        @Override
        void damage(List<Entry> records, Random random) {
            part(records, random).clear();
        }
    },
    RECORDS_DOUBLED {
        @Override
        void damage(List<Entry> records, Random random) {
            int at = random.nextInt(records.size());
            records.addAll(at, List.copyOf(part(records, random)));
        }
    },
    RECORDS_SWAPPED {
        @Override
        void damage(List<Entry> records, Random random) {
            for (int i = 0; i < 1 + random.nextInt(20); i++) {
                Collections.swap(records, random.nextInt(records.size()), random.nextInt(records.size()));
            }
        }
    },
    TAIL_DROPPED {
        @Override
        void damage(List<Entry> records, Random random) {
            records.subList(random.nextInt(records.size()), records.size()).clear();
        }

        @Override
        public boolean cutsTheEnd() {
            return true;
        }
    },
    TIME_SET_BACK {
        @Override
        void damage(List<Entry> records, Random random) {
            int millis = -1 - random.nextInt(3_600_000);
            records.subList(random.nextInt(records.size()), records.size())
                    .replaceAll(each -> each.later(millis, millis));
        }
    },
    TIME_SET_FORWARD {
        @Override
        void damage(List<Entry> records, Random random) {
            int millis = 1 + random.nextInt(Integer.MAX_VALUE - 1);
            records.subList(random.nextInt(records.size()), records.size())
                    .replaceAll(each -> each.later(millis, millis));
        }
    },
    LATENCY_OVER_A_DAY {
        @Override
        void damage(List<Entry> records, Random random) {
            int millis = 86_400_001 + random.nextInt(1_000_000_000);
            change(records, random, each -> each.later(0, millis));
        }
    },
    LATENCY_NEGATIVE {
        @Override
        void damage(List<Entry> records, Random random) {
            change(records, random, each -> each.later(0, -1 - random.nextInt(100_000)));
        }
    },
    TIMES_EXTREME {
        @Override
        void damage(List<Entry> records, Random random) {
            int[] extremes = {0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MAX_VALUE - 1};
            change(
                    records,
                    random,
                    each -> each.at(
                            extremes[random.nextInt(extremes.length)], extremes[random.nextInt(extremes.length)]));
        }
    },
    TEXT_HOSTILE {
        @Override
        void damage(List<Entry> records, Random random) {
            String text = Hostile.text(random);
            change(records, random, each -> each.named(random.nextInt(3), text));
        }
    },
    TEXT_ADDED {
        @Override
        void damage(List<Entry> records, Random random) {
            String text = Hostile.text(random);
            rename(records, random, name -> name + text);
        }
    },
    TEXT_VERY_LONG {
        @Override
        void damage(List<Entry> records, Random random) {
            String much = "x".repeat(1 << (10 + random.nextInt(10)));
            rename(records, random, name -> random.nextBoolean() ? much : name + much);
        }
    },
    LABEL_LETTER_CHANGED {
        @Override
        void damage(List<Entry> records, Random random) {
            char letter = (char) ('!' + random.nextInt(94));
            int place = random.nextInt(30);
            rename(records, random, name -> {
                int at = place % Math.max(1, name.length());
                return name.isEmpty() ? name : name.substring(0, at) + letter + name.substring(at + 1);
            });
        }
    },
    LABEL_NUMBER_EXTREME {
        @Override
        void damage(List<Entry> records, Random random) {
            String number = Hostile.number(random);
            boolean first = random.nextBoolean();
            rename(
                    records,
                    random,
                    name -> first
                            ? name.replaceFirst("\\d+", number)
                            : name.replaceFirst("\\d[\\d.]*(?=\\D*$)", number));
        }
    },
    STEPS_OF_TWO_KINDS {
        @Override
        void damage(List<Entry> records, Random random) {
            boolean callers = random.nextBoolean();
            int load = 1 + random.nextInt(400);
            rename(
                    records,
                    random,
                    name -> callers
                            ? name.replaceFirst("\\d[\\d.]* req/s \\w+$", load + " callers")
                            : name.replaceFirst("\\d+ callers?$", load + ".00 req/s poisson"));
        }
    },
    FAILURE_CHANGED {
        @Override
        void damage(List<Entry> records, Random random) {
            List<String> messages = List.of(
                    "answer.find.is(ok), but actually found refused: HTTP 99999999999",
                    "answer.find.is(ok), but actually found refused: HTTP -1",
                    "j.u.c.TimeoutException: Request timeout to x after 60000 ms",
                    "status.find.is(200), but actually found NaN",
                    Hostile.text(random));
            change(records, random, each -> each.failed(messages.get(random.nextInt(messages.size()))));
        }
    };

    abstract void damage(List<Entry> records, Random random);

    @Override
    public byte[] damaged(byte[] whole, Random random) {
        LogCopy copy = LogCopy.of(whole);
        List<Entry> records = new ArrayList<>(copy.records());
        if (!records.isEmpty()) {
            damage(records, random);
        }
        return copy.with(records);
    }

    private static List<Entry> part(List<Entry> records, Random random) {
        int from = random.nextInt(records.size());
        int most = random.nextBoolean() ? 3 : 1000;
        return records.subList(from, Math.min(records.size(), from + 1 + random.nextInt(most)));
    }

    private static void change(List<Entry> records, Random random, UnaryOperator<Entry> change) {
        part(records, random).replaceAll(change);
    }

    /** Changes a name wherever it occurs, so that the log still agrees with itself, or in some places only. */
    private static void rename(List<Entry> records, Random random, UnaryOperator<String> change) {
        List<String> names = records.stream()
                .flatMap(each -> each.texts().stream())
                .distinct()
                .toList();
        String name = names.get(random.nextInt(names.size()));
        String other = change.apply(name);
        List<Entry> where = random.nextInt(3) == 0 ? part(records, random) : records;
        where.replaceAll(each -> each.renamed(name, other));
    }
}
