/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract;

import java.util.Optional;

/**
 * The names of the topics of one installation.
 *
 * @param prefix what every name begins with, such as {@code mopup.}; may be empty
 */
public record TopicNames(String prefix) {
    /** Config key for the prefix, the same for every component. */
    public static final String TOPIC_PREFIX_CONFIG = "mopup.topic.prefix";

    public static final String TOPIC_PREFIX_DEFAULT = "mopup.";
    public static final String TOPIC_PREFIX_DOC =
            "What the name of every topic begins with. Two installations on one cluster differ in it.";

    /** The names with the default prefix. */
    public static final TopicNames DEFAULT = new TopicNames(TOPIC_PREFIX_DEFAULT);

    /** The real name of a topic. */
    public String of(final MopupTopic topic) {
        return prefix + topic.suffix();
    }

    /** The topic that carries this real name, if it is one of ours. */
    public Optional<MopupTopic> topic(final String name) {
        return name.startsWith(prefix) ? MopupTopic.ofSuffix(name.substring(prefix.length())) : Optional.empty();
    }
}
