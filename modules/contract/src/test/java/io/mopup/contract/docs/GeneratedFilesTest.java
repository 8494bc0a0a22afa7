/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract.docs;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class GeneratedFilesTest {

    @Test
    void shouldListEveryReasonCode() throws IOException {
        GeneratedFile.assertCurrent("docs/reason-codes.md", ReasonCodesPage.render(), GeneratedFilesTest.class);
    }

    @Test
    void shouldListEveryTopic() throws IOException {
        GeneratedFile.assertCurrent("docs/topics.md", TopicsPage.render(), GeneratedFilesTest.class);
    }

    @Test
    void shouldListEveryRecordAndField() throws IOException {
        GeneratedFile.assertCurrent("docs/schemas.md", SchemasPage.render(), GeneratedFilesTest.class);
    }

    @Test
    void shouldListEveryTopicForABroker() throws IOException {
        GeneratedFile.assertCurrent("deploy/topics.yaml", TopicManifest.render(), GeneratedFilesTest.class);
    }

    @Test
    void shouldListEveryTopicForStrimzi() throws IOException {
        GeneratedFile.assertCurrent("deploy/strimzi/topics.yaml", StrimziTopics.render(), GeneratedFilesTest.class);
    }

    @Test
    void shouldListEveryRoleForStrimzi() throws IOException {
        GeneratedFile.assertCurrent("deploy/strimzi/users.yaml", StrimziUsers.render(), GeneratedFilesTest.class);
    }
}
