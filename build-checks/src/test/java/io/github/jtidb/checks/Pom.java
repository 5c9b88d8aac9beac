package io.github.jtidb.checks;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** An element of a pom.xml, read by simple paths. Immutable. */
record Pom(Node node) {

    /** The project element of a file. */
    static Pom read(Path file) {
        try {
            return new Pom(DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getDocumentElement());
        } catch (Exception e) {
            throw new AssertionError("Cannot read " + file.toAbsolutePath(), e);
        }
    }

    /** What stands in the element; empty if there is no such element. */
    String text(String path) {
        try {
            return xpath().evaluate(path, node);
        } catch (XPathExpressionException e) {
            throw new AssertionError(e);
        }
    }

    /** All elements of a path. */
    List<Pom> all(String path) {
        try {
            NodeList nodes = (NodeList) xpath().evaluate(path, node, XPathConstants.NODESET);
            return IntStream.range(0, nodes.getLength())
                    .mapToObj(nodes::item)
                    .map(Pom::new)
                    .toList();
        } catch (XPathExpressionException e) {
            throw new AssertionError(e);
        }
    }

    private static XPath xpath() {
        return XPathFactory.newInstance().newXPath();
    }
}
