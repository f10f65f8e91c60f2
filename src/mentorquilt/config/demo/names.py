"""Invented names, put together from given and family names that are common where a person trained or works."""

GIVEN = (
    "Amara Beatriz Caleb Dana Elif Farah Gabriel Hana Imani Jonas Keiko Lena Mateo Nadia Omar Priya Quentin Rosa "
    "Samir Talia Ulrich Vera Wen Ximena Yusuf Zoe Adaeze Bram Chiara Dmitri Esther Felix Grace Hugo Ingrid Joaquin "
    "Kavya Liam Mira Noor Oluwaseun Paulina Rafael Sofia Tomas Uma Viktor Wanjiru Yara Anneke Benoit Claire Daniel "
    "Emeka Freya Giulia Henrik Isabel Jamal Kirsten Lucas Mei Nikhil Olga Pedro Ruth Sanjay Thandi Valentina Walter "
    "Aisha Boris Carmen Dawit Elena Fiona George Helena Ivan Julia Karim Leila Marcus Nora Oscar Petra Rania Simon "
    "Teresa Victor Willa Aaron Bettina Cyrus Diana Edgar Fatima Gideon Harriet Ishaan Jana Kofi Laura Miriam Noah"
).split()
FAMILY = (
    "Abara Bergstrom Castellanos Dufresne Eriksen Fontaine Garrity Haddad Ibarra Jovanovic Kamara Lindqvist Mbeki "
    "Nakagawa Okonjo Petrov Quispe Rosenthal Sandoval Tamura Ueda Vasquez Whitlock Yamada Zielinski Adeyemi Brandt "
    "Chaudhry Delacroix Engström Farrow Guerrero Hollis Iyer Jarvinen Kowalski Laurent Moreau Nguyen Oduya Pacheco "
    "Rahman Solberg Takeda Uribe Villanueva Wexler Yilmaz Zamora Achterberg Bhatt Calloway Dlamini Espinoza Feldman "
    "Goswami Hartmann Inoue Joubert Kessler Lozano Mwangi Norberg Olawale Prescott Rivera Sato Thorvald Umar Vance "
    "Winslow Yeo Zapata Almeida Bouchard Chen Drummond Elkhatib Fairchild Gunderson Hernandez Ishikawa Jankowska "
    "Khalil Larsen Mahmoud Naidoo Ortega Park Reyes Stein Tran Ueno Varga Wolfe Young Zhang Ashworth Barros Cohen"
).split()
OTHER_SCRIPTS = ("田中 由紀", "Зоя Михайлова", "أمل الحسيني", "Θάλεια Νικολάου", "רות לוין", "김 서연")
CREDENTIALS = ("MD", "MD, MPH", "DO", "MD, PhD", "MBBS", "MD, MBA")
