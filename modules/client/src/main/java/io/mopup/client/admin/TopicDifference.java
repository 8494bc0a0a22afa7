/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client.admin;

/** Where a cluster differs from the topic catalogue. */
public sealed interface TopicDifference {
    /** The real name of the topic. */
    String topic();

    /** What is different, in one line. */
    String finding();

    /** What makes it right, in one line. */
    String remedy();

    /** The topic is not there. */
    record Missing(String topic, int partitions) implements TopicDifference {
        @Override
        public String finding() {
            return topic + ": missing";
        }

        @Override
        public String remedy() {
            return topic + ": create, partitions " + partitions;
        }
    }

    /** A topic configuration has another value. */
    record OtherConfig(String topic, String key, String expected, String found) implements TopicDifference {
        @Override
        public String finding() {
            return topic + ": " + key + " is " + found + ", should be " + expected;
        }

        @Override
        public String remedy() {
            return topic + ": set " + key + " to " + expected + ", was " + found;
        }
    }

    /**
     * The number of partitions is another one. It is never changed: a key would change its partition, and the events of
     * one upload would meet two folds.
     */
    record OtherPartitions(String topic, int expected, int found) implements TopicDifference {
        @Override
        public String finding() {
            return topic + ": " + found + " partitions, should be " + expected;
        }

        @Override
        public String remedy() {
            return finding() + "; partition counts are never changed, so create it anew while it is empty";
        }
    }
}
