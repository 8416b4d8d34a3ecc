package io.github.dynagents.bench.policy;

import io.github.dynagents.core.model.Money;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics2D;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.w3c.dom.Document;

/** Draws a summary: for each group of traces and each billing, how far policies are from the best rule. */
final class Picture {
    private static final int WIDTH = 440;
    private static final int HEIGHT = 290;
    private static final int LEGEND = 46;
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

    /**
     * A line of the plot.
     *
     * @param policy whose it is; empty for always-on with the best number of each case
     */
    private record Curve(String name, Optional<String> policy, Color color, Marker marker, float width) {
        static Curve of(String name, String policy, Color color, Marker marker) {
            return new Curve(name, Optional.of(policy), color, marker, 1.5f);
        }
    }

    private static final Curve OURS =
            new Curve("economic (ours)", Optional.of(Catalogue.OURS), new Color(0x0072B2), SeriesMarkers.CIRCLE, 3);
    private static final Curve DRONE =
            Curve.of("drone, default", Catalogue.DRONE, new Color(0xD55E00), SeriesMarkers.SQUARE);
    private static final Curve WOODPECKER =
            Curve.of("woodpecker, default", Catalogue.WOODPECKER, new Color(0x009E73), SeriesMarkers.DIAMOND);
    private static final Curve IDLE =
            Curve.of("idle 10 min", Catalogue.TEN_MINUTES, new Color(0xCC79A7), SeriesMarkers.TRIANGLE_UP);
    private static final Curve ALWAYS_ON = new Curve(
            "always-on, best number", Optional.empty(), new Color(0x777777), SeriesMarkers.TRIANGLE_DOWN, 1.5f);
    private static final List<Curve> CURVES = List.of(OURS, DRONE, WOODPECKER, IDLE, ALWAYS_ON);

    private final Summary summary;

    Picture(Summary summary) {
        this.summary = summary;
    }

    void write(Path file) throws IOException {
        SVGGraphics2D svg = new SVGGraphics2D(context(), false);
        int columns = summary.billings().size();
        List<String> groups = summary.groups();
        Dimension size = new Dimension(columns * WIDTH, LEGEND + groups.size() * HEIGHT);
        svg.setSVGCanvasSize(size);
        svg.setColor(Color.WHITE);
        svg.fillRect(0, 0, size.width, size.height);
        legend(svg, size.width);
        for (int row = 0; row < groups.size(); row++) {
            for (int column = 0; column < columns; column++) {
                Graphics2D part = (Graphics2D) svg.create(column * WIDTH, LEGEND + row * HEIGHT, WIDTH, HEIGHT);
                chart(groups.get(row), summary.billings().get(column)).paint(part, WIDTH, HEIGHT);
                part.dispose();
            }
        }
        try (Writer writer = Files.newBufferedWriter(file)) {
            svg.stream(writer, true);
        }
    }

    /** Text is drawn as shapes: with all digits they would be large. */
    private static SVGGeneratorContext context() {
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(emptyDocument());
        context.setPrecision(1);
        return context;
    }

    private static Document emptyDocument() {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(SVGGraphics2D.SVG_NAMESPACE_URI, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every Java makes XML documents", e);
        }
    }

    private void legend(Graphics2D svg, int width) {
        svg.setFont(FONT);
        svg.setColor(Color.BLACK);
        svg.drawString(
                "Cost + worth of waiting, as a multiple of what the best rule for the very case comes to", 12, 16);
        int step = (width - 24) / CURVES.size();
        for (int i = 0; i < CURVES.size(); i++) {
            Curve curve = CURVES.get(i);
            int x = 12 + i * step;
            svg.setColor(curve.color());
            svg.setStroke(new BasicStroke(curve.width()));
            svg.drawLine(x, 34, x + 20, 34);
            curve.marker().paint(svg, x + 10, 34, 8);
            svg.setColor(Color.BLACK);
            svg.drawString(curve.name(), x + 25, 38);
        }
    }

    private CategoryChart chart(String group, Billing billing) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(group + (billing == Billing.hourly ? ", billed by the hour" : ", billed by the second"))
                .xAxisTitle("worth of an hour that a job waits")
                .build();
        style(chart.getStyler());
        for (Curve curve : CURVES.reversed()) { // ours on top
            add(chart, curve, worth -> value(curve, group, billing, worth));
        }
        return chart;
    }

    private double value(Curve curve, String group, Billing billing, Money worth) {
        return curve.policy()
                .map(policy -> summary.medianToBest(policy, group, billing, worth))
                .orElseGet(() -> summary.medianOfBestAlwaysOn(group, billing, worth));
    }

    private void add(CategoryChart chart, Curve curve, ToDoubleFunction<Money> value) {
        List<Money> worths = summary.worths();
        CategorySeries series = chart.addSeries(
                curve.name(),
                worths.stream().map(Money::toString).toList(),
                worths.stream().map(value::applyAsDouble).toList());
        series.setMarkerColor(curve.color());
        series.setMarker(curve.marker());
        series.setLineColor(curve.color());
        series.setLineWidth(curve.width());
    }

    private static void style(CategoryStyler styler) {
        styler.setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Line)
                .setLegendVisible(false)
                .setLegendPosition(LegendPosition.OutsideS)
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false)
                .setChartTitleBoxVisible(false)
                .setChartTitleFont(FONT.deriveFont(Font.BOLD, 13f))
                .setAntiAlias(true);
        styler.setOverlapped(true);
        styler.setYAxisLogarithmic(true)
                .setYAxisMin(0.2)
                .setYAxisMax(20.0)
                .setAxisTitleFont(FONT)
                .setAxisTickLabelsFont(FONT)
                .setPlotGridLinesColor(new Color(0xDDDDDD));
    }
}
