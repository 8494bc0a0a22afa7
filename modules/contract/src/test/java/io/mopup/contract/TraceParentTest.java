/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";

    @Test
    void shouldReadWhatItWritesWhenTheHeaderIsATraceContext() {
        assertThat(TraceParent.parse(TRACE)).hasValueSatisfying(trace -> {
            assertThat(trace.traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
            assertThat(trace.spanId()).isEqualTo("b7ad6b7169203331");
            assertThat(trace).hasToString(TRACE);
        });
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\n",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more"
            })
    void shouldIgnoreWhatIsNoTraceContext(final String header) {
        assertThat(TraceParent.parse(header)).isEmpty();
    }

    @Test
    void shouldTellThatATraceBeganWithARecordWhenItDid() {
        final TraceParent begun = TraceParent.begin("c1");

        assertThat(TraceParent.parse(begun.toString())).contains(begun);
        assertThat(begun.beganWith("c1")).isTrue();
        assertThat(begun.beganWith("c2")).isFalse();
        assertThat(TraceParent.begin("c1").traceId()).isNotEqualTo(begun.traceId());
        assertThat(TraceParent.parse(TRACE).orElseThrow().beganWith("c1")).isFalse();
    }
}
