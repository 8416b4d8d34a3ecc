package io.github.dynagents.examples.endtoend;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** An element of an answer of EC2, read by XPath. */
record Xml(Node node) {
    static Xml parse(String text) throws Exception {
        return new Xml(DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
    }

    /** The text there; empty if there is nothing. */
    String text(String path) throws XPathExpressionException {
        return XPathFactory.newInstance().newXPath().evaluate(path, node).strip();
    }

    List<Xml> all(String path) throws XPathExpressionException {
        NodeList found = (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, node, XPathConstants.NODESET);
        List<Xml> all = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            all.add(new Xml(found.item(i)));
        }
        return all;
    }

    /** What it bears as tags. */
    Map<String, String> tags() throws XPathExpressionException {
        Map<String, String> tags = new TreeMap<>();
        for (Xml tag : all("tagSet/item")) {
            tags.put(tag.text("key"), tag.text("value"));
        }
        return tags;
    }
}
