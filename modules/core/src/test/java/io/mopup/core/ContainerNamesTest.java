/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.core.dialect.ContainerNames;
import io.mopup.events.Dialect;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerNamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "my.bucket-1",
                "Old_Bucket",
                "photos-ab12cd-s3alias",
                "arn:aws:s3:eu-central-1:111122223333:accesspoint/ap",
                "arn:aws-cn:s3-outposts:cn-north-1:111122223333:outpost/op-01/accesspoint/ap"
            })
    void shouldBeLegalForGeneralPurposeBuckets(final String name) {
        assertThat(ContainerNames.isLegal(Dialect.S3, name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ab",
                "192.168.5.4",
                "a..b",
                "xn--bucket",
                "sthree-x",
                "amzn-s3-demo-x",
                "base--use1-az4--x-s3",
                "table--table-s3",
                "point.mrap",
                "lambda--ol-s3",
                "a/b",
                "a b",
                "b\u00fccher",
                "arn:aws:s3:::bucket",
                "arn:aws:s3:eu-central-1:12:accesspoint/ap"
            })
    void shouldNotBeLegalForGeneralPurposeBuckets(final String name) {
        assertThat(ContainerNames.isLegal(Dialect.S3, name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"base--use1-az4--x-s3", "a--b--x-s3", "point-1234--xa-s3"})
    void shouldBeLegalForDirectoryBuckets(final String name) {
        assertThat(ContainerNames.isLegal(Dialect.S3_DIRECTORY, name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc--x-s3",
                "abc",
                "ba.se--use1-az4--x-s3",
                "Base--use1-az4--x-s3",
                "-base--use1-az4--x-s3",
                "xn--base--use1-az4--x-s3",
                "a23456789012345678901234567890123456789012345678901--use1-az4--x-s3"
            })
    void shouldNotBeLegalForDirectoryBuckets(final String name) {
        assertThat(ContainerNames.isLegal(Dialect.S3_DIRECTORY, name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "base--use1-az4--x-s3",
                "a--b",
                "a..b",
                "a.-b",
                "cosv1-x",
                "account-x",
                "10.0.0.1",
                "Capital",
                "a_b",
                "ab",
                "photos-s3alias-"
            })
    void shouldNotBeLegalForCos(final String name) {
        assertThat(ContainerNames.isLegal(Dialect.COS, name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "my.bucket-1", "0a9"})
    void shouldBeLegalForCos(final String name) {
        assertThat(ContainerNames.isLegal(Dialect.COS, name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v", "A_vault-1.x", "..."})
    void shouldBeLegalForVaults(final String name) {
        assertThat(ContainerNames.isLegal(Dialect.GLACIER, name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a b", "\u00e9"})
    void shouldNotBeLegalForVaults(final String name) {
        assertThat(ContainerNames.isLegal(Dialect.GLACIER, name)).isFalse();
        assertThat(ContainerNames.isLegal(Dialect.GLACIER, "v".repeat(256))).isFalse();
    }
}
