/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.conformance;

import java.util.List;

/** General purpose buckets: lists, which the gateway makes. */
final class ListingCases {
    private ListingCases() {}

    static List<Case> cases() {
        return List.of(
                Case.of(43, "GP")
                        .given("parts 1 and 2")
                        .when("parts are listed one a page")
                        .then("first page truncated with marker 1; second page not truncated with marker 2")
                        .gateway(),
                Case.of(44, "GP")
                        .given("no parts")
                        .when("parts are listed")
                        .then("200, both markers 0, no Part")
                        .gateway(),
                Case.of(45, "GP")
                        .when("parts are listed with max-parts -1; with 5000")
                        .then("400 InvalidArgument; MaxParts 1000")
                        .gateway(),
                Case.of(46, "GP")
                        .given("three uploads of key a, one of key b")
                        .when("uploads are listed one a page")
                        .then("those of a by their time, then b, with the markers of the last one")
                        .gateway(),
                Case.of(47, "GP")
                        .when("uploads are listed with an id marker alone; with one of another key")
                        .then("the marker is ignored; 400 InvalidArgument that names it")
                        .gateway(),
                Case.of(48, "GP")
                        .when("uploads are listed with the marker of one that was just aborted")
                        .then("400 InvalidArgument")
                        .gateway());
    }
}
