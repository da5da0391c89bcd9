package dev.elbo.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Parses a drawn figure as XML. */
record Svg(Document document) {
    static Svg of(Figure figure) {
        return parse(figure.svg());
    }

    static Svg parse(String xml) {
        try {
            return new Svg(DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml))));
        } catch (Exception failure) {
            throw new AssertionError("not well-formed XML: " + failure.getMessage(), failure);
        }
    }

    List<Element> all(String tag) {
        NodeList nodes = document.getElementsByTagName(tag);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }

    List<String> texts() {
        return all("text").stream().map(Element::getTextContent).toList();
    }

    Element text(String content) {
        return all("text").stream()
                .filter(element -> element.getTextContent().equals(content))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no text '" + content + "' among " + texts()));
    }

    static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    /** The points of a polyline: x0, y0, x1, y1, ... */
    static double[] points(Element polyline) {
        return Arrays.stream(polyline.getAttribute("points").split("[ ,]"))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    /** The embedded PNG. Greys are copied by hand, because Java interprets them as linear light and would brighten them. */
    static BufferedImage pixels(Element image) {
        String data = image.getAttribute("href").replaceFirst("^data:image/png;base64,", "");
        try {
            BufferedImage read =
                    ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(data)));
            BufferedImage rgb = new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_INT_RGB);
            for (int y = 0; y < read.getHeight(); y++) {
                for (int x = 0; x < read.getWidth(); x++) {
                    boolean grey = read.getRaster().getNumBands() == 1;
                    rgb.setRGB(x, y, grey ? read.getRaster().getSample(x, y, 0) * 0x010101 : read.getRGB(x, y));
                }
            }
            return rgb;
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
