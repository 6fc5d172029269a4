import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Prints the newest parcels as JSON. GWANMUN_TOKEN holds a token with the role supervisor or officer. */
public class Parcels {
    public static void main(String[] arguments) throws Exception {
        String server = arguments.length > 0 ? arguments[0] : "http://127.0.0.1:8080";
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + "/api/v1/parcels"))
                .header("Authorization", "Bearer " + System.getenv("GWANMUN_TOKEN"))
                .header("Accept-Language", "en")
                .timeout(Duration.ofSeconds(30))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                System.err.println(answer.statusCode() + " " + answer.body());
                System.exit(1);
            }
            System.out.println(answer.body());
        }
    }
}
