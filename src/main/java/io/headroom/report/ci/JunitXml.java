package io.headroom.report.ci;

import io.headroom.console.VisibleText;
import io.headroom.gate.GateResult;
import io.headroom.gate.GateResult.GateOutcome;
import io.headroom.report.GatedRun;
import io.headroom.report.text.ConsoleReport;
import io.headroom.report.text.GatesText;
import java.io.StringWriter;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes gates as JUnit XML in the dialect that CI servers read, with a test case for each gate. An inconclusive gate is an error,
 * because CI servers let skipped tests pass.
 */
final class JunitXml {

    private static final String SUITE = "headroom.gates";

    /** Matches the beginning of the file, the name of its first suite, which tells it from others. */
    static final String BEGINNING = "<\\?xml[^>]*>\\s*<testsuites>\\s*<testsuite name=\"" + SUITE + "\"";

    private JunitXml() {}

    static String of(GatedRun run) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            write(run, xml);
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("text is written to memory", e);
        }
        return text + "\n";
    }

    private static void write(GatedRun run, XMLStreamWriter xml) throws XMLStreamException {
        boolean none = run.gates().results().isEmpty();
        xml.writeStartElement("testsuite");
        attribute(xml, "name", SUITE);
        attribute(xml, "tests", Long.toString(none ? 1 : run.gates().results().size()));
        attribute(xml, "failures", Long.toString(run.gates().count(GateOutcome.FAIL)));
        attribute(xml, "errors", Long.toString(none ? 1 : run.gates().count(GateOutcome.INCONCLUSIVE)));
        attribute(xml, "skipped", "0");
        attribute(xml, "time", "0");
        xml.writeStartElement("properties");
        property(xml, "run", run.name());
        property(xml, "endpoint", run.endpoint());
        property(xml, "verdict", run.report().findings().verdict().word());
        xml.writeEndElement();
        for (GateResult result : run.gates().results()) {
            write(result, xml);
        }
        if (none) {
            write(new GateResult("gates", GateOutcome.INCONCLUSIVE, "at least one gate", "none is set", ""), xml);
        }
        xml.writeStartElement("system-out");
        xml.writeCharacters(Stream.concat(ConsoleReport.verdict(run.report()).stream(), GatesText.lines(run).stream())
                .map(JunitXml::legal)
                .collect(Collectors.joining("\n")));
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static void property(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeEmptyElement("property");
        attribute(xml, "name", name);
        attribute(xml, "value", value);
    }

    private static void write(GateResult result, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("testcase");
        attribute(xml, "classname", SUITE);
        attribute(xml, "name", result.name());
        attribute(xml, "time", "0");
        if (result.outcome() != GateOutcome.PASS) {
            xml.writeStartElement(result.outcome() == GateOutcome.FAIL ? "failure" : "error");
            attribute(xml, "type", result.outcome().word());
            attribute(xml, "message", result.expected() + "; measured: " + result.measured());
            xml.writeCharacters(legal(result.settles()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static void attribute(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, legal(value));
    }

    /** Returns text on one line, without characters that XML cannot contain, not even escaped. */
    private static String legal(String text) {
        StringBuilder legal = new StringBuilder(text.length());
        VisibleText.line(text)
                .codePoints()
                .map(point -> isLegal(point) ? point : '\uFFFD')
                .forEach(legal::appendCodePoint);
        return legal.toString();
    }

    /** Returns whether XML can contain the character: XML 1.0, production 2. */
    private static boolean isLegal(int point) {
        return point == '\t'
                || point == '\n'
                || point == '\r'
                || (point >= 0x20 && point <= 0xD7FF)
                || (point >= 0xE000 && point <= 0xFFFD)
                || point >= 0x10000;
    }
}
